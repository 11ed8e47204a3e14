//! The keys of every mapping a user writes: names, shapes and what they mean, in both languages.
//!
//! One table serves the reader (which keys exist), the 'did you mean', the JSON Schema that editors
//! use and the reference in `docs/`. It holds no reading code.

use super::choices::{Choice as _, ParameterType, PlanKind, TaskStateName};
use crate::diagnostic::Thing;
use crate::model::config::Lang;
use crate::model::indicator::{Nature, StatedStatus};
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
    /// A date or the word `continuous`.
    Due,
    /// A list of texts; a single text is a list of one.
    TextList,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// An id: `[a-z][a-z0-9-]*`.
    Id,
    IdList,
    /// A number, a bound as text, or a Chinese phrase.
    Target,
    Number,
    /// A number, or a mapping of `value`, `date`, `source` and `note`.
    Measurement,
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

/// A mapping that a user writes.
#[derive(Debug)]
pub struct ObjectSpec {
    /// The stable name of the thing: `plan`, `section`, `indicator` …
    pub name: &'static str,
    /// Its keys, in the order that documentation lists them.
    pub keys: &'static [KeySpec],
}

impl ObjectSpec {
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

const fn optional(
    name: &'static str,
    shape: ValueShape,
    chinese: &'static str,
    english: &'static str,
) -> KeySpec {
    KeySpec { name, shape, need: Need::Optional, english, chinese }
}

const fn required(
    name: &'static str,
    shape: ValueShape,
    chinese: &'static str,
    english: &'static str,
) -> KeySpec {
    KeySpec { name, shape, need: Need::Required, english, chinese }
}

use ValueShape::{
    Boolean, Choice, Date, DateTime, Due, Id, IdList, Integer, Mapping, MappingList, Measurement, Number,
    Open, Target, Text, TextList,
};

/// `site.yaml`.
pub static SITE: ObjectSpec = ObjectSpec {
    name: "site",
    keys: &[
        required("title", Text, "站点名称", "the site's name"),
        optional(
            "base_url",
            Text,
            "站点的公开网址，仅用于订阅源、网站地图等必须写全址之处",
            "the public address; used only where a standard demands an absolute one",
        ),
        optional(
            "lang",
            Choice(Lang::WORDS),
            "界面语言，默认 zh-Hans",
            "the language of the pages, zh-Hans unless given",
        ),
        optional("theme", Text, "主题，默认 gov", "the theme, gov unless given"),
        optional("params", Open, "主题参数", "the theme's declared parameters"),
        optional("portal", Mapping(&PORTAL), "所在政府门户的信息", "the portal that hosts the site"),
        optional("contact", Text, "联系方式", "how to reach the publisher"),
        optional("licence", Text, "内容许可", "the licence of the content"),
        optional(
            "sealed",
            TextList,
            "必须由归档包发布的计划（写网址，如 2016、city/2019）",
            "the plans that must be published from their bags, by address: 2016, city/2019",
        ),
        optional("severity", Open, "各诊断代码的级别", "code → off, note, warning or error"),
    ],
};

/// `portal:` in `site.yaml`; the footer items follow the portal rules of 国办发〔2017〕47号.
pub static PORTAL: ObjectSpec = ObjectSpec {
    name: "portal",
    keys: &[
        optional("site_name", Text, "网站名称（SiteName）", "SiteName"),
        optional("site_domain", Text, "网站域名（SiteDomain）", "SiteDomain, the host without a scheme"),
        optional("site_id_code", Text, "网站标识码（SiteIDCode）", "SiteIDCode"),
        optional(
            "column_name",
            Text,
            "栏目名称（ColumnName），不写则取系列标题",
            "ColumnName, the series' title unless given",
        ),
        optional(
            "column_description",
            Text,
            "栏目描述（ColumnDescription），不写则重复栏目名称",
            "ColumnDescription, the column's name unless given",
        ),
        optional(
            "column_keywords",
            TextList,
            "栏目关键词（ColumnKeywords），不写则重复栏目名称",
            "ColumnKeywords, the column's name unless given",
        ),
        optional("column_type", TextList, "栏目类别（ColumnType）", "ColumnType"),
        optional("standalone", Boolean, "是否独立网站", "whether the site stands alone, outside a portal"),
        optional(
            "fragments",
            Boolean,
            "计划和章节是否另出正文片段，供门户内容管理系统使用",
            "whether plans and sections are also written as fragments for a portal's CMS",
        ),
        optional(
            "external_notice",
            Boolean,
            "通往非政府网站的链接是否以文字说明，默认 true",
            "whether links to other than government sites say so in words, true unless given",
        ),
        optional("sponsor", Text, "主办单位", "the sponsor named in the footer"),
        optional("icp", Text, "ICP备案号", "ICP filing number"),
        optional("police", Text, "公安备案号，14位数字", "public security filing number, with 14 digits"),
        optional("badge", Text, "党政机关标识链接", "address of the badge of Party and government bodies"),
        optional("accessibility", Text, "适老化标识文字", "words of the mark of accessibility"),
        optional("report_errors", Text, "“我为政府网站找错”链接", "address of the error-report page"),
        optional(
            "site_map",
            Text,
            "门户网站地图链接，不写则链接到本站的网站地图",
            "address of the portal's site map, the site's own unless given",
        ),
    ],
};

/// Front matter of a plan's `_index.md`.
pub static PLAN: ObjectSpec = ObjectSpec {
    name: "plan",
    keys: &[
        required("kind", Choice(PlanKind::WORDS), "固定写 plan", "always plan"),
        required("title", Text, "标题", "the document's title"),
        required("year", Integer, "年度", "the year"),
        optional("status", Choice(PlanStatus::WORDS), "状态，默认 draft", "draft unless given"),
        optional("issuer", Text, "发文机关", "the body that issues the plan"),
        optional("document_number", Text, "发文字号，如 科发〔2016〕1号", "the document number"),
        optional("index_number", Text, "索引号", "the index number"),
        optional("subject", Text, "主题分类", "the subject class"),
        optional("written", Date, "成文日期", "the date of the document"),
        optional("published", DateTime, "发布日期", "the date and time of publication"),
        optional("disclosure", Text, "公开方式，如 主动公开", "how it is made public"),
        optional("validity", Text, "有效性", "whether it is in force"),
        optional("replaced_by", Text, "替代文件", "the document that replaces it"),
        optional("source", Text, "来源", "where the text comes from"),
        optional("editor", Text, "责任编辑", "who edited it"),
        optional("keywords", TextList, "主题词", "keywords"),
        optional("summary", Text, "内容概述", "a summary"),
        optional("as_of", Date, "数据截止日期", "the date that actual values speak of"),
        optional(
            "numbering",
            Choice(Numbering::WORDS),
            "标题编号方式，默认 chinese；none 用于手工编号的文稿",
            "how headings are numbered, chinese unless given; none is for sources that number by hand",
        ),
        optional(
            "pace",
            Choice(Pace::WORDS),
            "进度预期；linear 表示从基期值到目标值按时间均匀推进，不写则只按阶段目标判断",
            "linear where values are expected to grow in proportion to time; else only milestones are judged by",
        ),
        optional("units", TextList, "本计划的责任单位", "the units that answer for this plan"),
        optional("aliases", TextList, "旧地址", "old addresses that redirect here"),
        optional("ignore", Open, "忽略的诊断代码及理由", "diagnostic codes to ignore, each with a reason"),
        optional(
            "indicators",
            MappingList(&INDICATOR),
            "未归入章节的指标",
            "indicators that belong to no section",
        ),
        optional("tasks", MappingList(&TASK), "未归入章节的任务", "tasks that belong to no section"),
        optional("extra", Open, "留给主题作者", "open to theme authors"),
    ],
};

/// Front matter of a section.
pub static SECTION: ObjectSpec = ObjectSpec {
    name: "section",
    keys: &[
        required("title", Text, "标题", "the section's title"),
        optional(
            "order",
            Integer,
            "顺序，默认取文件名前缀",
            "its place; the file name's prefix unless given",
        ),
        optional("lead", Text, "牵头单位", "the lead unit"),
        optional("partners", TextList, "配合单位", "the partner units"),
        optional("due", Due, "完成时限", "the due date, or continuous"),
        optional("indicators", MappingList(&INDICATOR), "指标", "indicators"),
        optional("tasks", MappingList(&TASK), "任务", "tasks"),
        optional("draft", Boolean, "是否草稿", "held back while true"),
        optional(
            "ignore",
            Open,
            "在此处忽略的诊断代码及理由",
            "diagnostic codes to ignore here, each with a reason",
        ),
        optional("aliases", TextList, "旧地址", "old addresses that redirect here"),
        optional("extra", Open, "留给主题作者", "open to theme authors"),
    ],
};

/// Front matter of an ordinary page, the home page and a series.
pub static PAGE: ObjectSpec = ObjectSpec {
    name: "page",
    keys: &[
        required("title", Text, "标题", "the page's title"),
        optional("order", Integer, "顺序", "its place in the navigation"),
        optional("summary", Text, "内容概述", "a summary"),
        optional("issuer", Text, "发文机关（系列用）", "the issuing body, for a series"),
        optional("draft", Boolean, "是否草稿", "held back while true"),
        optional("aliases", TextList, "旧地址", "old addresses that redirect here"),
        optional("extra", Open, "留给主题作者", "open to theme authors"),
    ],
};

/// An indicator.
pub static INDICATOR: ObjectSpec = ObjectSpec {
    name: "indicator",
    keys: &[
        required("id", Id, "标识，全计划唯一，跨年不变", "unique in the plan, the same from year to year"),
        required("name", Text, "指标名称", "the indicator's name"),
        optional("unit", Text, "计量单位", "the unit"),
        optional("target", Target, "目标值", "the target"),
        optional("baseline", Measurement, "基期值", "the value at the start"),
        optional("actual", Measurement, "完成值", "the value reached"),
        optional(
            "direction",
            Choice(Direction::WORDS),
            "方向，仅在目标值看不出时填写",
            "only where the bound does not say it",
        ),
        optional("level", Text, "级别", "the level"),
        optional("nature", Choice(Nature::WORDS), "约束性或预期性", "binding or expected"),
        optional("lead", Text, "牵头单位", "the lead unit"),
        optional("partners", TextList, "配合单位", "the partner units"),
        optional("due", Due, "完成时限", "the due date, or continuous"),
        optional("milestones", MappingList(&MILESTONE), "阶段目标", "milestones"),
        optional("replaces", IdList, "替代上年的哪些指标", "last year's indicators that it replaces"),
        optional("revisions", MappingList(&REVISION), "年内调整", "changes made within the year"),
        optional("excused", Text, "免于评价的理由", "why it is not judged"),
        optional(
            "status",
            Choice(StatedStatus::WORDS),
            "本单位的判断，仅在数值看不出时填写",
            "the body's own judgement, only where the values give none",
        ),
        optional("sum_of", IdList, "由哪些指标相加得出", "the indicators that add up to this one"),
        optional(
            "ignore",
            Open,
            "在此处忽略的诊断代码及理由",
            "diagnostic codes to ignore here, each with a reason",
        ),
        optional("definition", Text, "统计口径", "how it is measured"),
        optional("source", Text, "数据来源", "where the data come from"),
        optional("note", Text, "备注", "a note"),
    ],
};

/// A measured value with its particulars.
pub static MEASUREMENT: ObjectSpec = ObjectSpec {
    name: "measurement",
    keys: &[
        required("value", Number, "数值", "the value"),
        optional("date", Date, "日期", "its date"),
        optional("source", Text, "数据来源", "its source"),
        optional("note", Text, "备注", "a note"),
    ],
};

/// A milestone of an indicator.
pub static MILESTONE: ObjectSpec = ObjectSpec {
    name: "milestone",
    keys: &[
        required("due", Date, "时点", "its date"),
        optional("target", Target, "阶段目标值", "what is to be reached by then"),
        optional("actual", Number, "阶段完成值", "what was reached"),
    ],
};

/// A change made to an indicator within the year.
pub static REVISION: ObjectSpec = ObjectSpec {
    name: "revision",
    keys: &[
        required("date", Date, "调整日期", "the date of the change"),
        required("field", Text, "调整项", "what was changed"),
        required("from", Text, "原值", "the value before"),
        required("to", Text, "新值", "the value after"),
        required("reason", Text, "理由", "why"),
    ],
};

/// A task.
pub static TASK: ObjectSpec = ObjectSpec {
    name: "task",
    keys: &[
        required("id", Id, "标识，全计划唯一", "unique in the plan"),
        required("name", Text, "任务名称", "the task"),
        optional("lead", Text, "牵头单位", "the lead unit"),
        optional("partners", TextList, "配合单位", "the partner units"),
        optional("due", Due, "完成时限", "the due date, or continuous"),
        optional(
            "state",
            Choice(TaskStateName::WORDS),
            "进展；dropped 须写 reason",
            "its state; dropped needs a reason",
        ),
        optional("reason", Text, "取消的理由", "why it was dropped"),
        optional("note", Text, "备注", "a note"),
        optional(
            "ignore",
            Open,
            "在此处忽略的诊断代码及理由",
            "diagnostic codes to ignore here, each with a reason",
        ),
    ],
};

/// `theme.yaml`.
pub static THEME: ObjectSpec = ObjectSpec {
    name: "theme",
    keys: &[
        required("name", Text, "主题名称", "the theme's name"),
        required("version", Text, "版本", "its version"),
        optional("extends", Text, "上级主题", "the theme that it builds on"),
        optional("description", Text, "说明", "what it is"),
        optional("parameters", Open, "参数声明", "declared parameters"),
    ],
};

/// A parameter declared in `theme.yaml`.
pub static PARAMETER: ObjectSpec = ObjectSpec {
    name: "parameter",
    keys: &[
        required("type", Choice(ParameterType::WORDS), "类型", "the type of its values"),
        optional("default", Open, "默认值", "the value unless the site gives one"),
        optional("choices", TextList, "可选值", "the allowed values of a choice"),
        optional(
            "reads_on",
            TextList,
            "文字底色，颜色与之对比度须不低于 4.5:1",
            "for a colour of text, the colours of the grounds that it stands on: it must reach 4.5:1 on each",
        ),
        optional("description", Text, "说明", "what it does"),
    ],
};
