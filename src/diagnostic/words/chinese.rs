//! The Chinese words of every finding, in the register of official documents.

use super::prose::{closest, detail, is_elsewhere, list, quote, quote_lines};
use super::yaml;
use crate::diagnostic::{
    Finding, FooterItem, Form, Found, IgnoreProblem, Language, PortalForm, RelatedKind, SealedChange, Thing,
};

/// What is wrong.
pub(super) fn message(finding: &Finding) -> String {
    match finding {
        Finding::BadDate { key, text } => format!("{} 不是有效日期：{}", quote(key), quote(text)),
        Finding::BadId { text } => format!("{} 不符合编号（id）的写法", quote(text)),
        Finding::BadTarget { text, english: _, chinese } => {
            format!("目标值 {} 无法识别：{chinese}", quote(text))
        }
        Finding::DuplicateFootnote { label } => format!("脚注 {} 定义了两次", quote(label)),
        Finding::UndefinedFootnote { label } => format!("没有脚注 {}", quote(label)),
        Finding::UnusedFootnote { label } => format!("正文没有引用脚注 {}", quote(label)),
        Finding::BadIgnore { problem } => match problem {
            IgnoreProblem::NoInstruction { text } => {
                format!("这条 Planpress 注释没有写明要做什么：{}", quote(text))
            }
            IgnoreProblem::NoCode => "这条注释没有写明忽略哪个诊断代码".to_owned(),
            IgnoreProblem::UnknownCode { code } => format!("没有诊断代码 {}", quote(code)),
            IgnoreProblem::Fixed { code } => format!("{} 不能忽略", quote(code.as_str())),
            IgnoreProblem::NoReason { code } => {
                format!("这条注释没有写明忽略 {} 的理由", quote(code.as_str()))
            }
        },
        Finding::UnusedIgnore { code } => format!("此处没有可忽略的 {}", quote(code.as_str())),
        Finding::LinkToDraft { target, file: _ } => {
            format!("链接 {} 指向的是草稿，草稿不发布", quote(target))
        }
        Finding::LowContrast { key, colour, ground, ratio, nearest: _ } => format!(
            "{} 的颜色 {} 难以辨认：与底色 {ground} 的对比度为 {ratio}:1，最低应为 4.5:1",
            quote(key),
            quote(colour)
        ),
        Finding::BadValue { key, value, allowed: _ } => {
            format!("{} 不能取值 {}", quote(key), quote(value))
        }
        Finding::BadYaml { detail: text } => match yaml::plain(text, Language::Chinese) {
            Some((words, _)) => format!("YAML 格式有误：{words}"),
            None => format!("YAML 格式有误，解析程序的说明为：{}", detail(text)),
        },
        Finding::DeadAnchor { target, anchor, similar: _ } if target.is_empty() => {
            format!("本页没有标题 {}", quote(&format!("#{anchor}")))
        }
        Finding::DeadAnchor { target, anchor, similar: _ } => {
            format!("{} 中没有标题 {}", quote(target), quote(&format!("#{anchor}")))
        }
        Finding::DeadLink { target, similar: _ } => format!("链接 {} 指向的文件不存在", quote(target)),
        Finding::Doubt(doubt) => super::doubt::message(doubt, Language::Chinese),
        Finding::DuplicateAddress { address, other } => {
            format!("网址 {} 已由 {} 占用", quote(address), quote(other))
        }
        Finding::DuplicateId { id } => format!("编号 {} 在本计划中已经使用", quote(id)),
        Finding::DuplicateYear { year, other } => format!("本系列已有{year}年的计划：{}", quote(other)),
        Finding::BrokenSeal { english: _, chinese } => format!("归档核验不通过：{chinese}"),
        Finding::SealedSource { plan, change } => match change {
            SealedChange::Lines(lines) if lines.is_empty() => {
                format!("{} 已归档，归档内容中没有这里的文字", quote(plan))
            }
            SealedChange::Lines(_) => format!("{} 已归档，此处与归档内容不一致", quote(plan)),
            SealedChange::Removed(_) => format!("{} 已归档，归档时此行之前的文字已被删去", quote(plan)),
            SealedChange::More(count) => {
                format!("{} 已归档，本文件还有 {count} 处与归档内容不一致", quote(plan))
            }
            SealedChange::Unseen => {
                format!("{} 已归档，这个文件的换行符或空行与归档时不一致", quote(plan))
            }
            SealedChange::Bytes => format!("{} 已归档，这个文件与归档时不一致", quote(plan)),
            SealedChange::Missing => format!("{} 已归档，归档时有这个文件，现在没有了", quote(plan)),
            SealedChange::Added => format!("{} 已归档，归档内容中没有这个文件", quote(plan)),
        },
        Finding::EmptyPlan => "本计划没有章节".to_owned(),
        Finding::EmptySection => "本章节没有正文、指标或任务".to_owned(),
        Finding::FigureBound { id, figure, data } | Finding::FigureValue { id, figure, data } => {
            format!("正文写的是{}，而指标{}为{}", quote(figure), quote(id), quote(data))
        }
        Finding::FigureUnit { id, figure, data } => {
            format!("正文写的是{}，而指标{}的单位不同：{}", quote(figure), quote(id), quote(data))
        }
        Finding::FigureUnread { id, figure } => {
            format!("{}读不出数量，无法与指标{}核对", quote(figure), quote(id))
        }
        Finding::SumMismatch { id, total, sum: Some(sum), parts } => {
            format!("指标{}为{}，而各分项之和为{}：{}", quote(id), quote(total), quote(sum), parts.join("、"))
        }
        Finding::SumMismatch { id, total, sum: None, parts } => {
            format!("指标{}为{}，而各分项单位不同，不能相加：{}", quote(id), quote(total), parts.join("、"))
        }
        Finding::UntoldFigure { figure } => format!("{}没有对应任何指标", quote(figure)),
        Finding::HtmlRemoved { html } => format!("以下 HTML 代码已被移除：{}", quote(html)),
        Finding::MissingAlt { target } => format!("图片 {} 缺少文字说明", quote(target)),
        Finding::MissingFooterItem { items } => {
            let items: Vec<&str> = items.iter().map(|item| footer_item(*item)).collect();
            format!("独立网站的页脚缺少：{}", items.join("、"))
        }
        Finding::MissingFrontMatter => "本文件缺少文件头".to_owned(),
        Finding::MissingKey { key, of } => format!("{}缺少必填项 {}", thing(of), quote(key)),
        Finding::MissingPicture { target, similar: _ } if is_elsewhere(target) => {
            format!("图片 {} 不在本站点内", quote(target))
        }
        Finding::MissingPicture { target, similar: _ } => format!("图片 {} 不存在", quote(target)),
        Finding::MissingSite { folder } => format!("文件夹 {} 中没有 `site.yaml`", quote(folder)),
        Finding::MissingPortalValue { keys, of } => {
            let keys = list(keys.iter().map(String::as_str), Language::Chinese);
            format!("{}缺少政府门户网站要求的内容：{keys}", thing(of))
        }
        Finding::MissingValue { id, value } => format!("指标 {} 没有{}", quote(id), value_name(value)),
        Finding::NotUtf8 { guess: Some(guess) } => {
            format!("本文件不是 UTF-8 编码，疑为 {guess} 编码")
        }
        Finding::NotUtf8 { guess: None } => "本文件不是 UTF-8 编码".to_owned(),
        Finding::OrphanFile => "没有页面使用本文件".to_owned(),
        Finding::PortalValue { key, value, form } => {
            let form = match form {
                PortalForm::IdCode => "不符合网站标识码的格式（10位字母或数字）",
                PortalForm::Domain => "不是单独的域名",
                PortalForm::Police => "不符合公安备案号的格式（14位数字）",
                PortalForm::Address => "不是完整的网址",
                PortalForm::Subject => "不符合主题分类的格式（两级）",
            };
            format!("{} {form}：{}", quote(key), quote(value))
        }
        Finding::SymlinkOutside { target } => format!("符号链接指向站点以外的 {}", quote(target)),
        Finding::TemplateError { detail: text, page: Some(page) } => {
            format!("生成页面 {} 时模板出错，模板程序的说明为：{}", quote(page), detail(text))
        }
        Finding::TemplateError { detail: text, page: None } => {
            format!("模板无法使用，模板程序的说明为：{}", detail(text))
        }
        Finding::ThemeCycle { chain } => format!("主题循环继承：{}", arrows(chain)),
        Finding::UnclosedFrontMatter => "文件头没有结束标记".to_owned(),
        Finding::UnitMismatch { phrase_unit, unit } => {
            format!("目标值中的单位为 {}，`unit` 填写的单位为 {}", quote(phrase_unit), quote(unit))
        }
        Finding::UnknownIndicator { id, similar: _ } => format!("没有编号为 {} 的指标或任务", quote(id)),
        Finding::UnknownKey { key, of, similar: _ } => format!("{}中没有 {} 这一项", thing(of), quote(key)),
        Finding::UnknownTheme { name, known: _ } => format!("没有名为 {} 的主题", quote(name)),
        Finding::Unreadable { detail: text } => format!("无法读取，系统的说明为：{}", detail(text)),
        Finding::Wording(wording) => super::wording::message(wording, Language::Chinese),
        Finding::WrongType { key, expected, found: Found::Nothing } => {
            format!("{} 应为{}，现为空", quote(key), form(*expected))
        }
        Finding::WrongType { key, expected, found: actual } => {
            format!("{} 应为{}，现为{}", quote(key), form(*expected), found(*actual))
        }
    }
}

/// What to do about it.
pub(super) fn help(finding: &Finding) -> Option<String> {
    let words = match finding {
        Finding::BadDate { key, text: _ } if key == "due" => {
            "请按年-月-日填写，如 `2016-12-31`；长期推进的填写 `continuous`".to_owned()
        }
        Finding::BadDate { .. } => "请按年-月-日填写，如 `2016-03-01`".to_owned(),
        Finding::BadId { .. } => "请用小写字母、数字和连字符，并以字母开头，如 `pilot-firms`".to_owned(),
        Finding::BadTarget { .. } => {
            "请填写数字（`60`）、界限（`\">= 12\"`、`\"3..5\"`、`\"~ 8\"`）或文件原文（`12家以上`、`8%左右`）"
                .to_owned()
        }
        Finding::BadValue { key: _, value, allowed } => match allowed.as_slice() {
            [sample] if closest(value, allowed).is_none() => format!("写法如 {}", quote(sample)),
            _ => choose(value, allowed),
        },
        Finding::BadYaml { detail: text } => yaml::plain(text, Language::Chinese)
            .map_or(
                "请检查：冒号后是否漏了空格，是否用了制表符缩进，含 `:` 或 `#` 的文字是否加了引号",
                |(_, help)| help,
            )
            .to_owned(),
        Finding::DeadAnchor { similar: Some(similar), .. } => did_you_mean(&format!("#{similar}")),
        Finding::DeadAnchor { similar: None, .. } => {
            "请在 `#` 后照抄标题文字，或去掉 `#` 及其后的内容，只链接到页面".to_owned()
        }
        Finding::DeadLink { similar: Some(similar), .. }
        | Finding::MissingPicture { similar: Some(similar), .. }
        | Finding::UnknownKey { similar: Some(similar), .. }
        | Finding::UnknownIndicator { similar: Some(similar), .. } => did_you_mean(similar),
        Finding::DuplicateFootnote { .. } => "请把其中一个改用别的标记".to_owned(),
        Finding::UndefinedFootnote { label } => {
            format!("请补上以 {} 开头的一行", quote(&format!("[^{label}]:")))
        }
        Finding::UnusedFootnote { label } => {
            format!("请在需要加注处写上 {}，或删去这条脚注", quote(&format!("[^{label}]")))
        }
        Finding::BadIgnore { problem: IgnoreProblem::Fixed { .. } } => {
            "请按诊断改正：不改，发布的内容就会缺漏或出错".to_owned()
        }
        Finding::BadIgnore { .. } => {
            format!("请写作 {}", quote("<!-- planpress: ignore 代码 理由 -->"))
        }
        Finding::UnusedIgnore { .. } => "请删去这一项或这条注释".to_owned(),
        Finding::LinkToDraft { file, .. } => {
            format!("请发布 {}，或删去链接，或用 `--drafts` 生成", quote(file))
        }
        Finding::LowContrast { nearest, .. } => {
            format!("请改为 {}，即同一色相中最接近且达到要求的颜色", quote(nearest))
        }
        Finding::DeadLink { target, similar: None } if is_elsewhere(target) => {
            "站外链接只能以 `https:`、`http:`、`mailto:` 或 `tel:` 开头".to_owned()
        }
        Finding::DeadLink { similar: None, .. } => {
            "请填写源文件相对于本文件的路径，如 `../2017/03-market.md`".to_owned()
        }
        Finding::Doubt(doubt) => super::doubt::help(doubt, Language::Chinese),
        Finding::DuplicateAddress { address, .. } if address.starts_with("/units/") => {
            "同一单位各处写法应一致（单位页面的网址取自单位名称，不计标点）".to_owned()
        }
        Finding::DuplicateAddress { .. } => {
            "请将其中一个改名（网址取自文件名，不含前面的序号），或更正 `aliases`".to_owned()
        }
        Finding::DuplicateId { .. } => "同一计划中，每项指标、每项任务的编号应各不相同".to_owned(),
        Finding::DuplicateYear { .. } => {
            "请更正其中一个计划的年份；其他单位的计划请另设文件夹存放".to_owned()
        }
        Finding::BrokenSeal { .. } => {
            "归档内容有改动时不生成站点；请从版本库或备份恢复原样；`planpress verify` 会列出全部问题"
                .to_owned()
        }
        Finding::SealedSource { plan, change } => {
            let sealed = match change {
                SealedChange::Lines(lines) | SealedChange::Removed(lines) if !lines.is_empty() => {
                    format!("归档内容为：{}；", quote_lines(lines))
                }
                _ => String::new(),
            };
            format!(
                "{sealed}对外发布的是归档内容，这里的改动不会发布；确需更正的，请重新归档：\
                 `planpress archive {plan} --amend --reason 理由`；属于误改的，请取回归档时的文件：\
                 `planpress archive --restore {plan} --to 目录`"
            )
        }
        Finding::EmptyPlan => {
            "请在计划的 `_index.md` 旁为每个章节建立一个文件，如 `01-overview.md`".to_owned()
        }
        Finding::EmptySection => "请在文件头下方撰写正文；尚未完成的，可先标明 `draft: true`".to_owned(),
        Finding::HtmlRemoved { .. } => "请改用 Markdown 书写；仅保留简单且完整闭合的 HTML 代码".to_owned(),
        Finding::MissingAlt { target } => {
            format!("请在方括号内说明图片内容，如 {}", quote(&format!("![园区大门]({target})")))
        }
        Finding::MissingFooterItem { items } => {
            let keys = list(items.iter().map(|item| item.key()), Language::Chinese);
            format!("请在 `site.yaml` 中填写 {keys}")
        }
        Finding::MissingFrontMatter => {
            "请在文件开头依次写上 `---`、`title: 总体要求` 等内容、`---`，各占一行".to_owned()
        }
        Finding::MissingKey { key, of: _ } => format!("请增加一行 {}", quote(&format!("{key}: …"))),
        Finding::MissingPicture { target, similar: None } if is_elsewhere(target) => {
            "请将图片存放在本文件旁，再写明文件名：页面不得引用其他网站的内容".to_owned()
        }
        Finding::MissingPicture { similar: None, .. } => {
            "请将图片放在本文件旁，并写明带扩展名的文件名，如 `park.jpg`".to_owned()
        }
        Finding::MissingSite { .. } => {
            "请用 `--root` 指明站点所在文件夹，或用 `planpress init` 新建站点".to_owned()
        }
        Finding::MissingPortalValue { keys: _, of: Thing::Site } => {
            "请填写 `base_url`：正文片段用在别处，其中的链接要以此开头，未填写时不输出片段".to_owned()
        }
        Finding::MissingPortalValue { keys, of: _ } => {
            let keys = list(keys.iter().map(String::as_str), Language::Chinese);
            format!("请填写 {keys}；没有内容的网页标签不会输出")
        }
        Finding::MissingValue { id: _, value } if value == "attainment" => {
            "请为该指标填写 `target` 和 `actual`，或直接写出数字".to_owned()
        }
        Finding::MissingValue { id: _, value } => {
            format!("请在该指标中增加一行 {}，或直接写出数字", quote(&format!("{value}: …")))
        }
        Finding::NotUtf8 { .. } => "请在编辑软件中以 UTF-8 编码重新保存".to_owned(),
        Finding::OrphanFile => "请在页面中链接本文件，或将其移出 `content/`".to_owned(),
        Finding::PortalValue { form, .. } => match form {
            PortalForm::IdCode => "请核对网站标识码，如 `1304000009`，部委如 `bm14000002`",
            PortalForm::Domain => "请只写域名，不写 `https://` 和路径，如 `www.example.gov.cn`",
            PortalForm::Police => "请与备案信息核对，公安备案号共14位数字",
            PortalForm::Address => "请写完整网址，以 `https://` 开头",
            PortalForm::Subject => "请写明两级，中间用反斜杠，如 `综合政务\\政务公开`",
        }
        .to_owned(),
        Finding::SymlinkOutside { .. } => "请将文件复制到站点内，不要使用符号链接".to_owned(),
        Finding::TemplateError { .. } => "请将本条信息转交主题维护人员".to_owned(),
        Finding::ThemeCycle { .. } => "请从其中一个主题的 `theme.yaml` 中删去 `extends`".to_owned(),
        Finding::UnclosedFrontMatter => "请在文件头最后一项之后加一行 `---`".to_owned(),
        Finding::FigureBound { .. } => {
            "请在链接文字中或紧挨链接处写上与指标一致的限定词，或更正指标".to_owned()
        }
        Finding::FigureUnit { .. } | Finding::FigureValue { .. } => {
            "请更正正文或指标；链接文字留空则由数据自动填写".to_owned()
        }
        Finding::FigureUnread { .. } => {
            "请只绑定数字及其单位、限定词，例如 `[12家以上](indicator:pilot-firms)`".to_owned()
        }
        Finding::SumMismatch { .. } => "请更正合计、某个分项或 `sum_of`".to_owned(),
        Finding::UntoldFigure { figure } => format!(
            "请列为指标并绑定，例如{}；不是目标的，请注明原因：`<!-- planpress: ignore untold-figure 原因 -->`",
            quote(&format!("[{figure}](indicator:id)"))
        ),
        Finding::UnitMismatch { .. } => "请更正其中一处，或删去 `unit`：目标值的文字中已有单位".to_owned(),
        Finding::UnknownIndicator { id, similar: None } if id.contains('/') => {
            "请核对年份和编号；引用其他系列的计划，请写明其完整网址，如 `city/2016/pilot-firms`".to_owned()
        }
        Finding::UnknownIndicator { similar: None, .. } => {
            "请在本计划的章节中先填写该指标或任务；引用其他年度的，请在编号前写明年份，如 `2016/pilot-firms`"
                .to_owned()
        }
        Finding::UnknownKey { of, similar: None, .. } => match of {
            Thing::Series | Thing::Plan | Thing::Section | Thing::Page => {
                "请删去该项；自行增设的内容请放在 `extra` 之下".to_owned()
            }
            Thing::Site
            | Thing::Theme
            | Thing::Indicator
            | Thing::Measurement
            | Thing::Milestone
            | Thing::Revision
            | Thing::Task
            | Thing::Under(_) => "请删去该项，或更正名称".to_owned(),
        },
        Finding::UnknownTheme { name, known } => choose(name, known),
        Finding::Unreadable { .. } => "请确认其存在，且有权打开".to_owned(),
        Finding::Wording(wording) => super::wording::help(wording, Language::Chinese),
        Finding::WrongType { key, expected, found: _ } => example(key, *expected),
    };
    Some(words)
}

/// What a second place has to do with a finding.
pub(super) const fn related(kind: RelatedKind) -> &'static str {
    match kind {
        RelatedKind::FirstUse => "首次出现于此",
        RelatedKind::Contradicts => "与此处矛盾",
        RelatedKind::Part => "分项之一",
        RelatedKind::YearBefore => "上一份计划中的写法",
    }
}

const fn form(form: Form) -> &'static str {
    match form {
        Form::Text => "文字",
        Form::Number => "数字",
        Form::Integer => "整数",
        Form::Boolean => " `true` 或 `false`",
        Form::List => "列表",
        Form::TextList => "文字列表",
        Form::Mapping => "一组带名称的项目",
        Form::MappingList => "列表，其中每一条为一组带名称的项目",
        Form::Measurement => "数字，或含 `value`、`date`、`source`、`note` 的一组项目",
        Form::Target => "数字或目标值的文字表述",
        Form::Date => "日期",
    }
}

const fn found(found: Found) -> &'static str {
    match found {
        Found::Nothing => "空",
        Found::Text => "文字",
        Found::Number => "数字",
        Found::Boolean => " `true` 或 `false`",
        Found::List => "列表",
        Found::Mapping => "一组带名称的项目",
        Found::Tagged => "带 `!` 标签的内容",
    }
}

fn thing(thing: &Thing) -> String {
    match thing {
        Thing::Site => "`site.yaml` ".to_owned(),
        Thing::Theme => "`theme.yaml` ".to_owned(),
        Thing::Series => "系列".to_owned(),
        Thing::Plan => "计划".to_owned(),
        Thing::Section => "章节".to_owned(),
        Thing::Page => "页面".to_owned(),
        Thing::Indicator => "指标".to_owned(),
        Thing::Measurement => "数值".to_owned(),
        Thing::Milestone => "阶段目标".to_owned(),
        Thing::Revision => "目标调整记录".to_owned(),
        Thing::Task => "任务".to_owned(),
        Thing::Under(key) => format!("{} ", quote(key)),
    }
}

/// The reader's word for a value of an indicator, with the key that holds it.
fn value_name(key: &str) -> String {
    let word = match key {
        "target" => "目标值",
        "baseline" => "基期值",
        "actual" => "完成值",
        "attainment" => "完成率",
        _ => return format!(" {}", quote(key)),
    };
    format!("{word}（{}）", quote(key))
}

fn example(key: &str, expected: Form) -> String {
    let line = match expected {
        Form::Text => format!("{key}: \"…\""),
        Form::Number => format!("{key}: 12.5"),
        Form::Integer if key == "year" => "year: 2016".to_owned(),
        Form::Integer => format!("{key}: 12"),
        Form::Boolean => format!("{key}: true"),
        Form::List | Form::TextList => format!("{key}: [甲, 乙]"),
        Form::Mapping => return "请将各项分行填写，每行比上一级多缩进两个空格".to_owned(),
        Form::MappingList => return "请在每一条前写 `- `，同一条的各项左侧对齐".to_owned(),
        Form::Measurement => format!("{key}: {{value: 14, date: 2016-12-31}}"),
        Form::Target => format!("{key}: 12家以上"),
        Form::Date => format!("{key}: 2016-03-01"),
    };
    format!("例如 {}", quote(&line))
}

fn did_you_mean(name: &str) -> String {
    format!("是否应为 {}？", quote(name))
}

/// The near miss where there is one, and all there is to choose from.
fn choose(text: &str, names: &[String]) -> String {
    let all = list(names.iter().map(String::as_str), Language::Chinese);
    match closest(text, names) {
        Some(name) if names.len() == 1 => did_you_mean(name),
        Some(name) => format!("{}可选：{all}", did_you_mean(name)),
        None if names.is_empty() => "目前没有可选项".to_owned(),
        None => format!("可选：{all}"),
    }
}

fn arrows(chain: &[String]) -> String {
    chain.iter().map(|name| quote(name)).collect::<Vec<_>>().join(" → ")
}

const fn footer_item(item: FooterItem) -> &'static str {
    match item {
        FooterItem::Badge => "党政机关标识",
        FooterItem::IdCode => "网站标识码",
        FooterItem::Icp => "ICP备案号",
        FooterItem::Police => "公安备案号",
        FooterItem::Sponsor => "主办单位",
        FooterItem::Contact => "联系方式",
        FooterItem::ReportErrors => "“我为政府网站找错”链接",
        FooterItem::Accessibility => "适老化标识",
    }
}
