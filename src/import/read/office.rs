//! Formats that only an office suite reads (`.doc`, Kingsoft's `.wps`, RTF), through an installed LibreOffice.
//!
//! It runs with a profile of its own in a temporary folder, which says that no macro is run and no link is followed, and is ended with all that it started
//! when it takes too long. What it writes is read like any other document.

use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::import::docx::{ReadFault, compound_fault};
use crate::platform;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// How long it may take; 300 pages take 10 s.
const LONGEST: Duration = Duration::from_secs(120);
/// How often it is looked whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);
/// The largest file that is given to it or taken from it, in bytes.
const LARGEST: u64 = 128 << 20;

/// What its profile says: no macros, no links, nothing from elsewhere.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Converts a file to Word's present format; gives its bytes.
///
/// # Errors
/// There is no LibreOffice, or it cannot read the file.
pub fn convert(file: &Path) -> Result<Vec<u8>, ReadFault> {
    let mut bytes = Vec::new();
    let length = File::open(file)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| refused(&error))?;
    if u64::try_from(length).unwrap_or(u64::MAX) > LARGEST {
        return Err(unread());
    }
    if let Some(fault) = compound_fault(&bytes) {
        return Err(fault);
    }
    let Some(program) = program() else { return Err(ReadFault::Unreadable(save_as())) };
    let folder = TemporaryFolder::new().map_err(|error| refused(&error))?;
    let converted = run(&program, &folder.0, &bytes)?;
    if converted.is_empty() { Err(unread()) } else { Ok(converted) }
}

fn run(program: &Path, folder: &Path, bytes: &[u8]) -> Result<Vec<u8>, ReadFault> {
    let prepare = || -> std::io::Result<()> {
        let user = folder.join("profile").join("user");
        fs::create_dir_all(&user)?;
        fs::write(user.join("registrymodifications.xcu"), PROFILE)?;
        fs::write(folder.join("document.doc"), bytes)
    };
    prepare().map_err(|error| refused(&error))?;
    let mut command = Command::new(program);
    command
        .arg(format!("-env:UserInstallation={}", address(&folder.join("profile"))))
        .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"])
        .args(["--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(folder.join("out"))
        .arg(folder.join("document.doc"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    platform::detach(&mut command);
    let mut child = command.spawn().map_err(|error| refused(&error))?;
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if start.elapsed() < LONGEST => std::thread::sleep(PAUSE),
            Ok(None) | Err(_) => {
                platform::end_with_children(&mut child);
                return Err(ReadFault::Unreadable(say!(
                    "LibreOffice did not finish within {} seconds: open the file in Word or WPS and save it as .docx",
                    "LibreOffice 在 {} 秒内未能完成转换：请在 Word 或 WPS 中打开该文件，另存为 .docx",
                    LONGEST.as_secs()
                )));
            }
        }
    }
    // Its helpers end with it.
    platform::end_with_children(&mut child);
    let mut converted = Vec::new();
    match File::open(folder.join("out").join("document.docx")) {
        Ok(file) => file.take(LARGEST).read_to_end(&mut converted).map_err(|error| refused(&error))?,
        Err(_) => return Err(unread()),
    };
    Ok(converted)
}

/// LibreOffice's program: on the path, or where it is usually installed.
fn program() -> Option<PathBuf> {
    let names: &[&str] =
        if cfg!(windows) { &["soffice.com", "soffice.exe"] } else { &["soffice", "libreoffice"] };
    let usual = [
        "/usr/lib/libreoffice/program",
        "/usr/lib64/libreoffice/program",
        "/opt/libreoffice/program",
        "/usr/local/bin",
        "/snap/bin",
        "/Applications/LibreOffice.app/Contents/MacOS",
        r"C:\Program Files\LibreOffice\program",
        r"C:\Program Files (x86)\LibreOffice\program",
    ];
    let path = std::env::var_os("PATH").unwrap_or_default();
    // A program in the folder where one works is not the one that is meant.
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .chain(usual.iter().map(PathBuf::from))
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|program| program.is_file())
}

/// A folder as an address.
fn address(folder: &Path) -> String {
    let mut address = String::from(if cfg!(windows) { "file:///" } else { "file://" });
    for byte in folder.to_string_lossy().replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b':') {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// A folder that is there as long as it is needed.
struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    fn new() -> std::io::Result<Self> {
        let now =
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let folder = std::env::temp_dir().join(format!("planpress-import-{}-{now}", std::process::id()));
        // Fails where it is there already: nobody else can have prepared it.
        platform::create_private_folder(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // What cannot be removed lies among temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn refused(error: &std::io::Error) -> ReadFault {
    ReadFault::Unreadable(say!("the file cannot be converted: {}", "文件无法转换：{}", error))
}

fn unread() -> ReadFault {
    ReadFault::Unreadable(say!(
        "LibreOffice cannot read the file: open it in Word or WPS and save it as a Word document (.docx)",
        "LibreOffice 无法读取该文件：请在 Word 或 WPS 中打开，另存为 Word 文档（.docx）"
    ))
}

/// How to get a file that can be read.
fn save_as() -> Words {
    say!(
        "this is a file of an older format (.doc, .wps, .rtf), and no LibreOffice was found to read it: open it in Word or WPS, choose \
         'Save as', and save it as a Word document (.docx)",
        "这是旧格式的文件（.doc、.wps、.rtf），本机没有可用来读取它的 LibreOffice：请在 Word 或 WPS 中打开，选“文件—另存为”，\
         保存类型选“Word 文档（*.docx）”，再导入另存的文件"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Language;

    #[test]
    fn older_documents_are_converted_where_there_is_an_office_suite() {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/files/libreoffice-front-signature.doc");
        match convert(&file) {
            Ok(bytes) => {
                let document =
                    crate::import::docx::read(&bytes, crate::import::docx::TrackedChanges::Refuse).unwrap();
                let text: String = document
                    .blocks
                    .iter()
                    .filter_map(|block| match block {
                        crate::import::document::Block::Paragraph(paragraph) => Some(paragraph.text() + "\n"),
                        crate::import::document::Block::Table(_) => None,
                    })
                    .collect();
                assert!(text.contains("新增规模以上工业企业12家以上。\n"), "{text}");
            }
            Err(ReadFault::Unreadable(words)) => {
                // Debian has the office suite in parts: one for spreadsheets alone reads no document.
                let has_writer = Path::new("/usr/lib/libreoffice/program/libswlo.so").exists();
                assert!(program().is_none() || !has_writer, "{words:?}");
                assert!(words.text(Language::English).contains(".docx"), "{words:?}");
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn addresses_of_folders_are_escaped() {
        assert_eq!(address(Path::new("/tmp/a b/中")), "file:///tmp/a%20b/%E4%B8%AD");
    }
}
