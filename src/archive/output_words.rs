//! The words for what can go wrong in writing, with what to do about it.
//!
//! They stand in this room since it is the lowest that may use both `output/`, which knows no language, and
//! `diagnostic/`. Pure.

use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::output::{BadPath, FileAction, OutputError, PathFault, RewriteError, Settled};
use std::io;

impl OutputError {
    /// What went wrong and what to do about it.
    pub fn words(&self) -> Words {
        match self {
            Self::BadPath(BadPath { path, fault }) => {
                say!("`{path}` cannot be published: {}", "`{path}` 无法发布：{}", fault.words())
            }
            Self::PutTwice { path } => say!(
                "two files of the site would be published as `{path}`",
                "站点中有两个文件都要发布为 `{path}`"
            ),
            Self::FileAndFolder { file, inside } => say!(
                "`{file}` would be both a file and the folder of `{inside}`; rename one of them",
                "`{file}` 既是文件，又是 `{inside}` 所在的文件夹；请为其中一个改名"
            ),
            Self::NotOurs { folder, example } => say!(
                "the folder `{}` was not made by Planpress (it holds `{}` and no manifest), so nothing was \
                 written; choose another output folder, or empty this one",
                "文件夹 `{}` 不是由 Planpress 生成的（其中有 `{}`，而没有清单文件），因此没有写入任何文件；\
                 请另选输出文件夹，或清空此文件夹",
                folder.display(),
                example.display()
            ),
            Self::InTheWay { path } => say!(
                "`{}` was not written by Planpress, but the site needs its place; nothing was changed: \
                 move it away and build again",
                "`{}` 不是由 Planpress 写入的，而站点要用到这个位置；没有改动任何文件：请将其移走后重新生成",
                path.display()
            ),
            Self::NotOwn { path } => say!(
                "`{}` was not made by this user: what it says is not followed, and nothing was written; see what it \
                 is, and remove it",
                "`{}` 不是由当前用户建立的，其内容不予采用，没有写入任何文件；请查明来源后删除",
                path.display()
            ),
            Self::Busy { folder } => say!(
                "another build is writing to the same output (it holds `{}`); wait until it has finished",
                "另一次生成正在写入同一输出文件夹（占用 `{}`），请等它完成",
                folder.display()
            ),
            Self::Damaged { path } => say!(
                "`{}` is damaged or was written by another version of Planpress; remove it together with \
                 the output folder (everything in it is built from the sources) and build again",
                "`{}` 已损坏，或由其他版本的 Planpress 写入；请将其与输出文件夹一并删除（其中的内容都由源文件生成），\
                 然后重新生成",
                path.display()
            ),
            Self::Io { action, path, error } => say!(
                "cannot {} `{}`: {error}; nothing was written{}",
                "无法{} `{}`：{error}；没有写入任何文件{}",
                action.words(),
                path.display(),
                advice(error)
            ),
            Self::SourceChanged { path, file } => say!(
                "cannot read `{}`: {file} changed while the site was being built; nothing was written",
                "无法读取 `{}`：{file} 在生成站点期间有改动；没有写入任何文件",
                path.display()
            ),
            Self::Zip { path, file: Some(file), error } => say!(
                "cannot pack `{}`: `{file}` cannot be read: {error}; nothing was written",
                "无法打包 `{}`：无法读取 `{file}`：{error}；没有写入任何文件",
                path.display()
            ),
            Self::Zip { path, file: None, error } => say!(
                "cannot pack `{}`: the zip cannot be written: {error}; nothing was written",
                "无法打包 `{}`：无法写入 zip 文件：{error}；没有写入任何文件",
                path.display()
            ),
            Self::Unfinished { path, error } => say!(
                "publishing stopped half-way at `{}`: {error}; every file is whole, but some are still old{}; \
                 the next build finishes the work",
                "发布到 `{}` 时中断：{error}；每个文件都是完整的，但有一部分还是旧的{}；下次生成会完成其余部分",
                path.display(),
                advice(error)
            ),
        }
    }
}

impl RewriteError {
    /// What went wrong and what to do about it.
    pub fn words(&self) -> Words {
        match self {
            Self::Output(error) => error.words(),
            Self::Edited(file) => say!(
                "{file} was changed while it was being written; nothing was written: try again",
                "写入期间 {file} 被改动，没有写入任何文件；请重新执行"
            ),
            Self::Busy(folder) => say!(
                "another command is writing into this site's sources (it holds `{}`); wait until it has finished",
                "另一个命令正在写入本站点的源文件（占用 `{}`），请等它完成",
                folder.display()
            ),
            Self::HalfWritten { new, old, folder } => say!(
                "a run that wrote reports was cut off, and files were changed by hand since; {} hold what was reported, {} do \
                 not: make them agree by hand, then remove `{}`",
                "上次写入填报数据时中断，其后又有文件被手工改动；已写入的有：{}；未写入的有：{}。\
                 请手工改为一致后删除文件夹 `{}`",
                new.join("、"),
                old.join("、"),
                folder.display()
            ),
            Self::Damaged(path) => say!(
                "a run that wrote reports was cut off, and its journal `{}` is damaged; compare the plan's files with an \
                 earlier state, then remove the folder that it lies in",
                "上次写入填报数据时中断，其记录 `{}` 已损坏；请将计划的文件与之前的版本核对，再删除该记录所在的文件夹",
                path.display()
            ),
            Self::Unfinished { path, error } => say!(
                "writing stopped half-way at `{}`: {error}; every file is whole, but some are still old{}; the next command \
                 finishes the work",
                "写入到 `{}` 时中断：{error}；每个文件都是完整的，但有一部分还是旧的{}；下次执行任何命令时会完成其余部分",
                path.display(),
                advice(error)
            ),
        }
    }
}

impl Settled {
    /// What was done about a run that was cut off; none where nothing was.
    pub fn words(&self) -> Option<Words> {
        match self {
            Self::Nothing => None,
            Self::Finished(files) => Some(say!(
                "a run that wrote reports was cut off; it is finished now: {}",
                "上次写入填报数据时中断，现已补完：{}",
                files.join("、")
            )),
            Self::Undone(files) => Some(say!(
                "a run that wrote reports was cut off, and files were changed by hand since; what it had written was taken back: {}",
                "上次写入填报数据时中断，其后又有文件被手工改动；已撤回当时写入的内容：{}，手工改动保留",
                files.join("、")
            )),
        }
    }
}

impl FileAction {
    /// The verb, to stand after 'cannot' and before the path.
    pub(super) fn words(self) -> Words {
        match self {
            Self::Read => say!("read", "读取"),
            Self::Write => say!("write", "写入"),
            Self::LookAt => say!("look at", "查看"),
            Self::MakeFolder => say!("make the folder", "新建文件夹"),
            Self::Create => say!("create", "新建"),
            Self::Open => say!("open", "打开"),
            Self::Lock => say!("lock", "锁定"),
            Self::OpenOutputFolder => say!("open the output folder", "打开输出文件夹"),
            Self::Remove => say!("remove", "删除"),
            Self::ReadFolder => say!("read the folder", "读取文件夹"),
        }
    }
}

impl PathFault {
    /// What is wrong with the path, to stand after it.
    fn words(self) -> Words {
        match self {
            Self::Empty => say!("a name in it is empty", "其中有空的名称"),
            Self::Dots => say!("it has `.` or `..` in it", "其中有 `.` 或 `..`"),
            Self::Absolute => say!("it does not start in the output folder", "它不从输出文件夹开始"),
            Self::Character => {
                say!("it has a backslash or a control character in it", "其中有反斜杠或控制字符")
            }
            Self::Reserved => say!(
                "names that start with `.planpress` are kept for Planpress itself",
                "以 `.planpress` 开头的名称由 Planpress 自用"
            ),
            Self::LongName => say!(
                "a name in it is longer than 255 bytes (85 Chinese characters); \
                 give the source file a shorter name",
                "其中有名称超过 255 字节（85 个汉字），请为源文件改用较短的名称"
            ),
            Self::LongPath => say!(
                "it is longer than 4095 bytes in all; use fewer or shorter folder names",
                "全长超过 4095 字节，请减少文件夹层数或改用较短的名称"
            ),
        }
    }
}

/// What to do about an error of the system, where that is known; to stand at the end.
fn advice(error: &io::Error) -> Words {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            say!(": free some space on the disk", "：请清理磁盘空间")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => say!(
            ": ask for the right to write there, or choose another output folder",
            "：请申请该处的写入权限，或另选输出文件夹"
        ),
        _ => Words::new("", ""),
    }
}
