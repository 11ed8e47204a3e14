//! The keys of every mapping a user writes: names, shapes and what they mean, in both languages.
//!
//! One table serves the reader (which keys exist), the 'did you mean', the JSON Schema that editors
//! use and the reference in `docs/`. It holds no reading code.

use super::choices::{Choice as _, ParameterType, PlanKind, TaskStateName};
use crate::diagnostic::Thing;
use crate::model::config::{FragmentPart, Lang, Publish};
use crate::model::indicator::{Nature, StatedStatus};
use crate::model::measure::Measure;
use crate::model::numbering::Numbering;
use crate::model::plan::{Pace, PlanStatus};
use crate::model::quantity::Direction;

/// The shape of a key's value.
#[derive(Debug, Clone, Copy)]
pub enum ValueShape {
    /// Text; a whole number is taken as text.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A calendar date.
    Date,
    /// A calendar date, with a time of day if wanted.
    DateTime,
    /// A date or the name of a day in the plan's year: 6月底.
    Day,
    /// A quarter: 1, Q1 or 第一季度.
    Quarter,
    /// A day, or the word `continuous`.
    Due,
    /// A list of texts; a single text is a list of one.
    TextList,
    /// A list of units; a text that names several is as good.
    Units,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of these words; a single one is a list of one.
    ChoiceList(&'static [&'static str]),
    /// An id: `[a-z][a-z0-9-]*`.
    Id,
    IdList,
    /// A number, a bound as text, or a Chinese phrase.
    Target,
    Number,
    /// A number or words, or a mapping of `value`, `date`, `source` and `note`.
    Measurement,
    /// A number or words, or a mapping of these keys.
    MeasurementOf(&'static ObjectSpec),
    /// A mapping with these keys.
    Mapping(&'static ObjectSpec),
    /// A list of mappings with these keys.
    MappingList(&'static ObjectSpec),
    /// Anything: not read here.
    Open,
}

/// Whether a key must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Must be given.
    Required,
    /// May be left out.
    Optional,
}

/// One key.
#[derive(Debug)]
pub struct KeySpec {
    /// The key as written.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: ValueShape,
    /// Whether it must be given.
    pub need: Need,
    /// What it means, in English.
    pub english: &'static str,
    /// What it means, in Chinese.
    pub chinese: &'static str,
}

impl KeySpec {
    /// The same key with what it means.
    const fn means(self, chinese: &'static str, english: &'static str) -> Self {
        Self { chinese, english, ..self }
    }
}

/// A mapping that a user writes.
#[derive(Debug)]
pub struct ObjectSpec {
    /// The stable name of the thing: `plan`, `section`, `indicator` …
    pub name: &'static str,
    /// Its keys, in the order that documentation lists them.
    pub keys: &'static [KeySpec],
}

impl ObjectSpec {
    /// The same mapping with these keys.
    const fn with(self, keys: &'static [KeySpec]) -> Self {
        Self { keys, ..self }
    }

    /// What messages call it.
    pub fn thing(&self) -> Thing {
        match self.name {
            "site" => Thing::Site,
            "theme" => Thing::Theme,
            "plan" => Thing::Plan,
            "section" => Thing::Section,
            "page" => Thing::Page,
            "indicator" => Thing::Indicator,
            "measurement" => Thing::Measurement,
            "milestone" => Thing::Milestone,
            "revision" => Thing::Revision,
            "task" => Thing::Task,
            name => Thing::Under(name.to_owned()),
        }
    }

    /// Finds a key by name.
    pub fn key(&self, name: &str) -> Option<&'static KeySpec> {
        self.keys.iter().find(|key| key.name == name)
    }
}

const fn named(name: &'static str) -> ObjectSpec {
    ObjectSpec { name, keys: &[] }
}

const fn optional(name: &'static str, shape: ValueShape) -> KeySpec {
    KeySpec { name, shape, need: Need::Optional, english: "", chinese: "" }
}

const fn required(name: &'static str, shape: ValueShape) -> KeySpec {
    KeySpec { need: Need::Required, ..optional(name, shape) }
}

use ValueShape::{
    Boolean, Choice, ChoiceList, Date, DateTime, Day, Due, Id, IdList, Integer, Mapping, MappingList,
    Measurement, MeasurementOf, Number, Open, Quarter, Target, Text, TextList, Units,
};

/// `ignore:` of a section, an indicator or a task.
const IGNORE_HERE: KeySpec = optional("ignore", Open)
    .means("在此处忽略的诊断代码及理由", "diagnostic codes to ignore here, each with a reason");

/// All mappings.
pub static ALL: [&ObjectSpec; 15] = [
    &SITE,
    &PORTAL,
    &OPEN_DATA,
    &PLAN,
    &SECTION,
    &PAGE,
    &INDICATOR,
    &MEASUREMENT,
    &BENCHMARK,
    &TEXT_TARGET,
    &MILESTONE,
    &REVISION,
    &TASK,
    &THEME,
    &PARAMETER,
];

/// `site.yaml`.
pub static SITE: ObjectSpec = named("site").with(&[
    required("title", Text).means("站点名称", "the site's name"),
    optional("base_url", Text).means(
        "站点的公开网址，仅用于订阅源、网站地图等必须写全址之处",
        "the public address; used only where a standard demands an absolute one",
    ),
    optional("lang", Choice(Lang::WORDS))
        .means("界面语言，默认 zh-Hans", "the language of the pages, zh-Hans unless given"),
    optional("theme", Text).means("主题，默认 gov", "the theme, gov unless given"),
    optional("params", Open).means("主题参数", "the theme's declared parameters"),
    optional("portal", Mapping(&PORTAL)).means("所在政府门户的信息", "the portal that hosts the site"),
    optional("contact", Text).means("联系方式", "how to reach the publisher"),
    optional("licence", Text).means("内容许可", "the licence of the content"),
    optional("root_files", Text).means(
        "按原名发布在网站根目录的文件所在的文件夹（与 content 并列），如搜索引擎的验证文件、security.txt",
        "the folder beside content/ whose files are published at the root under their own names: a search engine's \
         verification, security.txt",
    ),
    optional("markdown", Boolean).means(
        "网页旁是否另出 Markdown 副本（index.md），并在根目录出 llms.txt，供程序和人工智能工具读取，默认 false",
        "whether pages have Markdown twins beside them (index.md), and the site an llms.txt, for programs and AI tools; false \
         unless given",
    ),
    optional("embeds", Boolean).means(
        "指标页是否提供嵌入其他网页的代码，并为每项指标另出一个供嵌入的小页（须写 base_url），默认 false",
        "whether each indicator's page offers code to show it on other pages, with a small page to be framed there (needs \
         base_url); false unless given",
    ),
    optional("sealed", TextList).means(
        "必须由归档包发布的计划（写网址，如 2016、city/2019）",
        "the plans that must be published from their bags, by address: 2016, city/2019",
    ),
    optional("publish", Choice(Publish::WORDS)).means(
        "有多个系列时，一个系列有错误怎么办：by-series 该系列保持上次正确发布的内容，其余照常发布（默认）；all-or-nothing 全站都不发布",
        "where there are several series and one has errors: by-series, it stays as it last was good and the others go on \
         (unless given); all-or-nothing, nothing is published",
    ),
    optional("units", Units).means(
        "共用单位，各部门的计划都可能写到、全站合为一页的责任单位",
        "the units that are one for all bodies of the site, each with one page",
    ),
    optional("featured", Text).means(
        "首页计划，放在首页最前的计划（写网址，如 city/2026），不写则取有指标的已发布计划中最新的",
        "the plan that the home page leads with, by address: city/2026; else the newest published one that has indicators",
    ),
    optional("moved", Open)
        .means("网址变动，旧网址 → 新网址", "old address → new address, with all that lies below it"),
    optional("open_data", Mapping(&OPEN_DATA)).means(
        "数据文件的写法（每个计划的数据文件总是发布）",
        "how data files are written; each plan has them in any case",
    ),
    optional("severity", Open).means("各诊断代码的级别", "code → off, note, warning or error"),
]);

/// `open_data:` in `site.yaml`.
pub static OPEN_DATA: ObjectSpec = named("open_data").with(&[
    optional("openness", Text).means(
        "开放属性，写入数据目录的“开放属性”一栏，如 无条件开放；不写则目录没有这一栏",
        "how open the data are, for that column of the catalogue's sheet; no such column unless given",
    ),
    optional("csv_bom", Boolean).means(
        "CSV 文件是否带字节顺序标记（BOM），供旧版电子表格软件直接打开，默认 false",
        "whether CSV files begin with a byte order mark, for old spreadsheet programs; false unless given",
    ),
]);

/// `portal:` in `site.yaml`; the footer items follow the portal rules of 国办发〔2017〕47号.
pub static PORTAL: ObjectSpec = named("portal").with(&[
    optional("site_name", Text).means("网站名称（SiteName）", "SiteName"),
    optional("site_domain", Text).means("网站域名（SiteDomain）", "SiteDomain, the host without a scheme"),
    optional("site_id_code", Text).means("网站标识码（SiteIDCode）", "SiteIDCode"),
    optional("column_name", Text)
        .means("栏目名称（ColumnName），不写则取系列标题", "ColumnName, the series' title unless given"),
    optional("column_description", Text).means(
        "栏目描述（ColumnDescription），不写则重复栏目名称",
        "ColumnDescription, the column's name unless given",
    ),
    optional("column_keywords", TextList).means(
        "栏目关键词（ColumnKeywords），不写则重复栏目名称",
        "ColumnKeywords, the column's name unless given",
    ),
    optional("column_type", TextList).means("栏目类别（ColumnType）", "ColumnType"),
    optional("standalone", Boolean).means("是否独立网站", "whether the site stands alone, outside a portal"),
    optional("fragments", Boolean).means(
        "计划和章节是否另出正文片段，供门户内容管理系统使用",
        "whether plans and sections are also written as fragments for a portal's CMS",
    ),
    optional("fragments_without", ChoiceList(FragmentPart::WORDS)).means(
        "正文片段中不要的部分，由门户自己显示",
        "what fragments lack, since the portal shows it itself",
    ),
    optional("external_notice", Boolean).means(
        "通往非政府网站的链接是否以文字说明，默认 true",
        "whether links to other than government sites say so in words, true unless given",
    ),
    optional("sponsor", Text).means("主办单位", "the sponsor named in the footer"),
    optional("icp", Text).means("ICP备案号", "ICP filing number"),
    optional("police", Text).means("公安备案号，14位数字", "public security filing number, with 14 digits"),
    optional("badge", Text).means("党政机关标识链接", "address of the badge of Party and government bodies"),
    optional("accessibility", Text).means("适老化标识文字", "words of the mark of accessibility"),
    optional("report_errors", Text).means("“我为政府网站找错”链接", "address of the error-report page"),
    optional("site_map", Text).means(
        "门户网站地图链接，不写则链接到本站的网站地图",
        "address of the portal's site map, the site's own unless given",
    ),
]);

/// Front matter of a plan's `_index.md`.
pub static PLAN: ObjectSpec = named("plan").with(&[
    required("kind", Choice(PlanKind::WORDS)).means("固定写 plan", "always plan"),
    required("title", Text).means("标题", "the document's title"),
    required("year", Integer).means("年度", "the year"),
    optional("status", Choice(PlanStatus::WORDS)).means("状态，默认 draft", "draft unless given"),
    optional("issuer", Text).means("发文机关", "the body that issues the plan"),
    optional("document_number", Text).means("发文字号，如 科发〔2016〕1号", "the document number"),
    optional("index_number", Text).means("索引号", "the index number"),
    optional("subject", Text).means("主题分类", "the subject class"),
    optional("written", Date).means("成文日期", "the date of the document"),
    optional("addressee", Text).means(
        "主送机关，不必写末尾的冒号，如 各镇人民政府，区政府各部门",
        "the bodies that it is addressed to, without the colon",
    ),
    optional("attachments", TextList).means(
        "附件名称，按顺序列出，不必编号",
        "the names of what is attached, in order and without numbers",
    ),
    optional("copied_to", Text).means(
        "抄送机关（打印成正式公文时用）",
        "the bodies that get a copy; for the printed official document",
    ),
    optional("printed_by", Text).means(
        "印发机关（打印成正式公文时用）",
        "the office that has it printed and sent; for the printed official document",
    ),
    optional("printed_on", Date).means(
        "印发日期（打印成正式公文时用）",
        "when it was sent to print; for the printed official document",
    ),
    optional("published", DateTime).means("发布日期", "the date and time of publication"),
    optional("disclosure", Text).means("公开方式，如 主动公开", "how it is made public"),
    optional("validity", Text).means("有效性", "whether it is in force"),
    optional("replaced_by", Text).means("替代文件", "the document that replaces it"),
    optional("source", Text).means("来源", "where the text comes from"),
    optional("editor", Text).means("责任编辑", "who edited it"),
    optional("keywords", TextList).means("主题词", "keywords"),
    optional("summary", Text).means("内容概述", "a summary"),
    optional("as_of", Day).means("数据截止日期", "the date that actual values speak of"),
    optional("numbering", Choice(Numbering::WORDS)).means(
        "标题编号方式，默认 chinese；none 用于手工编号的文稿",
        "how headings are numbered, chinese unless given; none is for sources that number by hand",
    ),
    optional("pace", Choice(Pace::WORDS)).means(
        "进度预期；linear 表示从基期值到目标值按时间均匀推进，不写则只按阶段目标判断",
        "linear where values are expected to grow in proportion to time; else only milestones are judged by",
    ),
    optional("units", Units).means("本计划的责任单位", "the units that answer for this plan"),
    optional("aliases", TextList).means("旧地址", "old addresses that redirect here"),
    optional("ignore", Open).means("忽略的诊断代码及理由", "diagnostic codes to ignore, each with a reason"),
    optional("indicators", MappingList(&INDICATOR))
        .means("未归入章节的指标", "indicators that belong to no section"),
    optional("tasks", MappingList(&TASK)).means("未归入章节的任务", "tasks that belong to no section"),
    optional("extra", Open).means("留给主题作者", "open to theme authors"),
]);

/// Front matter of a section.
pub static SECTION: ObjectSpec = named("section").with(&[
    required("title", Text).means("标题", "the section's title"),
    optional("order", Integer)
        .means("顺序，默认取文件名前缀", "its place; the file name's prefix unless given"),
    optional("lead", TextList)
        .means("牵头单位；可为多个：`水务局、住建局`", "the lead unit, or several: `水务局、住建局`"),
    optional("partners", Units).means("配合单位", "the partner units"),
    optional("due", Due).means("完成时限", "the due date, or continuous"),
    optional("indicators", MappingList(&INDICATOR)).means("指标", "indicators"),
    optional("tasks", MappingList(&TASK)).means("任务", "tasks"),
    optional("draft", Boolean).means("是否草稿", "held back while true"),
    IGNORE_HERE,
    optional("aliases", TextList).means("旧地址", "old addresses that redirect here"),
    optional("extra", Open).means("留给主题作者", "open to theme authors"),
]);

/// Front matter of an ordinary page, the home page and a series.
pub static PAGE: ObjectSpec = named("page").with(&[
    required("title", Text).means("标题", "the page's title"),
    optional("order", Integer).means("顺序", "its place in the navigation"),
    optional("summary", Text).means("内容概述", "a summary"),
    optional("issuer", Text).means("发文机关（系列用）", "the issuing body, for a series"),
    optional("draft", Boolean).means("是否草稿", "held back while true"),
    optional("aliases", TextList).means("旧地址", "old addresses that redirect here"),
    optional("extra", Open).means("留给主题作者", "open to theme authors"),
]);

/// An indicator.
pub static INDICATOR: ObjectSpec = named("indicator").with(&[
    required("id", Id).means("标识，全计划唯一，跨年不变", "unique in the plan, the same from year to year"),
    required("name", Text).means("指标名称", "the indicator's name"),
    optional("unit", Text).means("计量单位", "the unit"),
    optional("target", Target).means("目标值", "the target"),
    optional("measure", Choice(Measure::WORDS)).means(
        "指标性质：时期指标、时点指标、比率，仅在名称和单位看不出时填写",
        "a flow (counted from 1 January), a stock (how things stand on a day) or a rate; only where name and unit do not show it",
    ),
    optional("baseline", Measurement).means("基期值", "the value at the start"),
    optional("actual", Measurement).means("完成值（全年只填报一次的）", "the value reached, where one is reported"),
    optional("reports", MappingList(&MEASUREMENT))
        .means("全年各次填报的完成值", "the values reached, as they are reported in the year"),
    optional("direction", Choice(Direction::WORDS))
        .means("方向，仅在目标值看不出时填写", "only where the bound does not say it"),
    optional("level", Text).means("级别", "the level"),
    optional("nature", Choice(Nature::WORDS)).means("约束性或预期性", "binding or expected"),
    optional("lead", Units).means("牵头单位", "the lead units"),
    optional("partners", Units).means("配合单位", "the partner units"),
    optional("due", Due).means("完成时限", "the due date, or continuous"),
    optional("stretch", Target).means("力争目标值（第二档）", "the second, higher tier of the target"),
    optional("benchmark", MeasurementOf(&BENCHMARK)).means(
        "参照值，用于“不低于全省平均水平”一类目标",
        "what others reached, for a target such as 不低于全省平均水平",
    ),
    optional("done", Day).means("文字目标实现的日期", "the day on which a target in words was reached"),
    optional("milestones", MappingList(&MILESTONE)).means("阶段目标", "milestones"),
    optional("replaces", IdList).means("替代上年的哪些指标", "last year's indicators that it replaces"),
    optional("revisions", MappingList(&REVISION)).means("年内调整", "changes made within the year"),
    optional("excused", Text).means("免于评价的理由", "why it is not judged"),
    optional("status", Choice(StatedStatus::WORDS)).means(
        "本单位的判断，仅在数值看不出时填写",
        "the body's own judgement, only where the values give none",
    ),
    optional("proposed", Boolean).means(
        "待确认：由 `import` 从正文提出、尚未确认的指标；已发布的计划中不得有",
        "found in the text by `import` and not accepted yet; a published plan may have none",
    ),
    optional("sum_of", IdList).means("由哪些指标相加得出", "the indicators that add up to this one"),
    IGNORE_HERE,
    optional("definition", Text).means("统计口径", "how it is measured"),
    optional("source", Text).means("数据来源", "where the data come from"),
    optional("note", Text).means("备注", "a note"),
]);

/// A measured value with its particulars.
pub static MEASUREMENT: ObjectSpec = named("measurement").with(&[
    required("value", Number).means("数值", "the value"),
    optional("date", Day).means("日期", "its date"),
    optional("quarter", Quarter)
        .means("季度，代替日期，指该季度的最后一天", "its quarter instead of a date: the last day of it"),
    optional("source", Text).means("数据来源", "its source"),
    optional("note", Text).means("备注", "a note"),
]);

/// What a target refers to.
pub static BENCHMARK: ObjectSpec = named("benchmark").with(&[
    optional("name", Text).means("名称", "what it is"),
    required("value", Number).means("数值", "the value"),
    optional("date", Day).means("日期，须与完成值同日", "its date, which must be that of the actual value"),
    optional("quarter", Quarter)
        .means("季度，代替日期，指该季度的最后一天", "its quarter instead of a date: the last day of it"),
    optional("source", Text).means("数据来源", "its source"),
    optional("note", Text).means("备注", "a note"),
]);

/// A target in words.
pub static TEXT_TARGET: ObjectSpec =
    named("target").with(&[required("text", Text).means("文字表述", "the words")]);

/// A milestone of an indicator.
pub static MILESTONE: ObjectSpec = named("milestone").with(&[
    required("due", Day).means("时点", "its date"),
    optional("target", Target).means("阶段目标值", "what is to be reached by then"),
    optional("text", Text).means("阶段目标，以文字表述的", "what is to be reached by then, in words"),
    optional("actual", Target).means("阶段完成值", "what was reached"),
    optional("done", Day)
        .means("实现日期，用于以文字表述的阶段目标", "when it was reached, where it is in words"),
]);

/// A change made to an indicator within the year.
pub static REVISION: ObjectSpec = named("revision").with(&[
    required("date", Day).means("调整日期", "the date of the change"),
    required("field", Text).means("调整项", "what was changed"),
    required("from", Text).means("原值", "the value before"),
    required("to", Text).means("新值", "the value after"),
    required("reason", Text).means("理由", "why"),
]);

/// A task.
pub static TASK: ObjectSpec = named("task").with(&[
    required("id", Id).means("标识，全计划唯一", "unique in the plan"),
    required("name", Text).means("任务名称", "the task"),
    optional("lead", TextList)
        .means("牵头单位；可为多个：`水务局、住建局`", "the lead unit, or several: `水务局、住建局`"),
    optional("partners", Units).means("配合单位", "the partner units"),
    optional("due", Due).means("完成时限", "the due date, or continuous"),
    optional("state", Choice(TaskStateName::WORDS))
        .means("进展；dropped 须写 reason", "its state; dropped needs a reason"),
    optional("reason", Text).means("取消的理由", "why it was dropped"),
    optional("note", Text).means("备注", "a note"),
    IGNORE_HERE,
]);

/// `theme.yaml`.
pub static THEME: ObjectSpec = named("theme").with(&[
    required("name", Text).means("主题名称", "the theme's name"),
    required("version", Text).means("版本", "its version"),
    optional("extends", Text).means("上级主题", "the theme that it builds on"),
    optional("description", Text).means("说明", "what it is"),
    optional("parameters", Open).means("参数声明", "declared parameters"),
]);

/// A parameter declared in `theme.yaml`.
pub static PARAMETER: ObjectSpec = named("parameter").with(&[
    required("type", Choice(ParameterType::WORDS)).means("类型", "the type of its values"),
    optional("default", Open).means("默认值", "the value unless the site gives one"),
    optional("choices", TextList).means("可选值", "the allowed values of a choice"),
    optional("reads_on", TextList).means(
        "文字底色，颜色与之对比度须不低于 4.5:1",
        "for a colour of text, the colours of the grounds that it stands on: it must reach 4.5:1 on each",
    ),
    optional("description", Text).means("说明", "what it does"),
]);
