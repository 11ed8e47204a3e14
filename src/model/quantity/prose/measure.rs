//! Measure words and units of measurement as they stand in prose, where no space says where a unit ends.
//! Takes the text after a number, gives the longest unit there. Knows words, and nothing of what is counted.
//!
//! GB 3100—1993 for the units of measurement; the measure words are those that plans use.

use super::super::cursor::Cursor;
use super::super::scale;
use super::super::unit::eat_second;
use super::super::words::{Table, WordIndex, entries, first};
use std::sync::LazyLock;

/// What a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Things and people: 家, 个, 人次; and money and measures: 亿元, 公里, 吨.
    Count,
    /// The same, but a word that follows Chinese numerals in too many names to be read there: 三门, 一类.
    CountOfDigits,
    /// A part of a hundred or a thousand, or a difference of such: %, ‰, 个百分点.
    Share,
    /// How many times: 倍.
    Times,
    /// How long: 天, 个工作日, 年. It is often a deadline or a name, and not a commitment.
    Time,
}

use UnitKind::{Count, CountOfDigits, Share, Time, Times};

/// What may not follow 年: names of programmes, grades, ages.
const AFTER_YEAR: &[&str] = &[
    "行动", "规划", "计划", "攻坚", "倍增", "滚动", "一遇", "制", "级", "代", "龄", "来", "多", "半", "余",
    "工程", "提升", "专项", "期", "义务", "一贯",
];

/// Nouns that stand right after digits with no measure word between, and open as one does: 5部门, 100项目.
const NOUNS: &[&str] = &[
    "项目",
    "部门",
    "部委",
    "单位",
    "单元",
    "村民",
    "村级",
    "国家",
    "站点",
    "站式",
    "方面",
    "方案",
    "支部",
    "处级",
    "处室",
    "组织",
    "队伍",
    "成员",
    "成都",
    "分局",
    "分公司",
    "分之",
    "分级",
    "分类",
    "台账",
    "户籍",
    "类别",
    "类型",
    "对口",
    "头部",
    "天津",
    "日本",
    "首批",
    "首次",
    "本级",
    "升级",
    "期间",
    "期限",
    "条例",
    "场景",
    "层级",
    "层次",
    "人社",
    "人工智",
    "节能",
    "节水",
    "节点",
    "道路",
    "具备",
    "根据",
    "班级",
    "班子",
];

/// A unit, what it counts, and what may not follow it, because that makes another word of it.
type Row = (&'static str, UnitKind, &'static [&'static str]);

/// Units that are also the opening of other words.
const AMBIGUOUS: &[Row] = &[
    (
        "成",
        Share,
        &["立", "为", "功", "果", "员", "本", "长", "交", "熟", "就", "不变", "效", "品", "都", "套", "片"],
    ),
    ("倍", Times, &["增", "率"]),
    ("天", Time, &["然", "津", "窗"]),
    ("日", Time, &["本", "常", "报", "前", "起", "游", "均", "益"]),
    ("年", Time, AFTER_YEAR),
    ("家", Count, &["庭", "长", "具", "渠", "乡", "喻", "电"]),
    ("个", Count, &["人信", "人所", "性", "体工商"]),
    ("项", Count, &["目"]),
    ("所", Count, &["谓", "有", "在", "需"]),
    // Full-time equivalents of research staff; not 新增500人年底前.
    ("人年", Count, &["均", "底", "内", "度", "末", "初", "龄", "中", "终", "会", "收"]),
    ("人", Count, &["民", "大", "均", "工智", "口", "居", "社", "机"]),
    ("名", Count, &["录", "单", "称", "义", "牌", "校", "企"]),
    ("位", Count, &["一体", "于", "居"]),
    ("次", Count, &["年", "日", "序", "要"]),
    ("场", Count, &["景", "所", "地", "馆"]),
    ("座", Count, &["谈"]),
    ("条", Count, &["例", "件"]),
    ("户", Count, &["籍", "外", "口"]),
    ("台", Count, &["账", "湾", "阶", "山", "风", "州"]),
    ("起", Count, &["步", "草", "来", "点", "到"]),
    ("宗", Count, &["旨", "教"]),
    ("例", Count, &["外", "如"]),
    ("篇", Count, &["章"]),
    ("处", Count, &["理", "级", "长", "室", "置", "于", "罚", "方"]),
    ("列", Count, &["为", "入"]),
    ("支", Count, &["持", "部", "撑", "出", "付", "行"]),
    ("期", CountOfDigits, &["工程", "项目", "建设", "用地", "规划", "间", "限", "望", "末"]),
    ("间", CountOfDigits, &["隔", "接"]),
    ("层", CountOfDigits, &["次", "级", "面", "楼"]),
    ("门", CountOfDigits, &["类", "户", "诊"]),
    ("本", CountOfDigits, &["地", "级", "区", "市", "省", "科", "着"]),
    ("部", CountOfDigits, &["门", "分", "署", "委", "级", "长", "件"]),
    ("首", CountOfDigits, &["次", "批", "先", "要", "席"]),
    ("幅", Count, &["度", "员"]),
    ("份", Count, &["额"]),
    ("轮", CountOfDigits, &["次", "换", "流", "回"]),
    ("批", CountOfDigits, &["准", "次", "复", "发", "量"]),
    ("组", CountOfDigits, &["织", "建", "成", "合", "团"]),
    ("队", CountOfDigits, &["伍"]),
    ("对", CountOfDigits, &["接", "口", "外", "于", "标"]),
    ("款", CountOfDigits, &["项"]),
    ("类", CountOfDigits, &["别", "型", "似"]),
    ("种", CountOfDigits, &["业", "子", "植", "粮", "养"]),
    ("片", CountOfDigits, &["区"]),
    ("头", CountOfDigits, &["部", "等", "雁"]),
    ("只", CountOfDigits, &["能", "有", "要", "是"]),
    ("羽", CountOfDigits, &["毛"]),
    ("尾", CountOfDigits, &["矿", "水", "气"]),
    ("面", CountOfDigits, &["积", "向", "对", "临", "上", "板"]),
    ("张", CountOfDigits, &["家", "贴", "网", "图"]),
    ("分", CountOfDigits, &["别", "类", "批", "局", "公司", "工", "布", "之", "期", "级", "解", "离", "行"]),
    ("单", CountOfDigits, &["位", "项", "独", "元", "一"]),
    ("村", CountOfDigits, &["镇", "民", "级", "委", "干", "集", "务"]),
    ("国", CountOfDigits, &["家", "道", "内", "际", "有"]),
    ("站", CountOfDigits, &["点", "式"]),
    ("元", Count, &["旦", "素", "件", "宵"]),
    ("度", CountOfDigits, &["过", "量", "假"]),
    ("亩", Count, &["均", "产"]),
    ("方", CountOfDigits, &["面", "案", "向", "式", "便", "针", "位", "法", "可"]),
    ("克", CountOfDigits, &["服", "难", "隆"]),
    ("升", CountOfDigits, &["级", "至", "到", "学"]),
    ("口", CountOfDigits, &["岸", "径", "号", "腔", "味", "岁"]),
    ("路", CountOfDigits, &["公交", "车", "线", "段", "由"]),
    ("眼", CountOfDigits, &["科", "镜", "部"]),
    ("根", CountOfDigits, &["据", "本", "源"]),
    ("节", CountOfDigits, &["能", "约", "水", "点", "日"]),
    ("道", CountOfDigits, &["路", "德"]),
    ("具", CountOfDigits, &["备", "有", "体"]),
    ("床", CountOfDigits, &["位"]),
    ("班", CountOfDigits, &["级", "组", "子"]),
    ("席", CountOfDigits, &["位", "卷"]),
    ("岁", Count, &["月", "末", "首"]),
    ("页", Count, &["岩"]),
    ("卷", CountOfDigits, &["烟"]),
];

/// Units that are nothing else, by what they count. The order does not matter, here and above: the longest one is taken.
const PLAIN: Table<UnitKind> = &[
    (Share, &["%", "‰", "个百分点", "百分点", "个千分点", "个基点"]),
    (Time, &["工作日", "个工作日", "个自然日", "周年", "学年", "个季度", "个月", "个星期"]),
    (Time, &["个小时", "小时", "分钟", "秒", "毫秒"]),
    // Things.
    (Count, &["件", "套", "台套", "台(套)", "辆", "艘", "栋", "幢", "册", "棵", "株", "枚", "盏", "张床位"]),
    (Count, &["笔", "箱", "桶", "标箱", "标准箱", "TEU"]),
    (CountOfDigits, &["块"]),
    // People, lessons and rounds.
    (
        Count,
        &[
            "人天", "课时", "学时", "人次", "人·次", "次/年", "家次", "项次", "件次", "场次", "户次", "批次",
            "亩次",
        ],
    ),
    (
        Count,
        &[
            "架次", "车次", "班次", "列次", "辆次", "船次", "标台", "小项", "大项", "大类", "小类", "篇次",
            "课次",
        ],
    ),
    // Money.
    (Count, &["美元", "欧元", "港元", "人民币", "元人民币"]),
    // Areas, volumes and lengths.
    (Count, &["公顷", "平方米", "平米", "㎡", "m²", "m2", "平方公里", "平方千米", "km²", "立方米", "m³"]),
    (Count, &["毫升", "公里", "千米", "米", "厘米", "毫米", "海里", "km"]),
    // Masses.
    (Count, &["吨", "吨标准煤", "吨标煤", "吨二氧化碳", "吨CO2", "公斤", "千克", "毫克", "微克", "斤", "kg"]),
    // Energy and power.
    (Count, &["度电", "千瓦时", "千瓦", "兆瓦", "兆瓦时", "kWh", "MWh", "GWh", "kW", "MW", "GW"]),
    // Data, speeds and what else instruments tell.
    (Count, &["MB", "GB", "TB", "PB", "Mbps", "Gbps", "km/h", "℃", "摄氏度", "分贝", "百帕"]),
];

/// All units that are known, by their first characters.
static UNITS: LazyLock<WordIndex<(UnitKind, &'static [&'static str])>> = LazyLock::new(|| {
    let plain = entries(PLAIN).map(|(word, kind)| (word, (kind, &[][..])));
    let ambiguous = AMBIGUOUS.iter().map(|&(word, kind, not_before)| (word, (kind, not_before)));
    WordIndex::new(ambiguous.chain(plain), first)
});
static NOUNS_BY_FIRST: LazyLock<WordIndex<()>> =
    LazyLock::new(|| WordIndex::new(NOUNS.iter().map(|noun| (*noun, ())), first));

/// A unit that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundUnit {
    /// As written, full-width forms folded.
    pub(super) unit: String,
    pub(super) kind: UnitKind,
}

/// Takes the longest unit that comes next: of `known` ones whole, else a scale word (万, 亿) and one of the
/// table, perhaps by another one (件/万人). Takes nothing where there is none. `after` says what stands before it.
pub(super) fn eat(cursor: &mut Cursor<'_>, known: &[&str], after: After) -> Option<FoundUnit> {
    let given = known.iter().filter(|unit| !unit.is_empty() && ends_word(*cursor, unit));
    let given = given.max_by_key(|unit| unit.len()).copied();
    let mut ahead = *cursor;
    let mut own = scaled(&mut ahead, after);
    if let Some(found) = &mut own {
        second(&mut ahead, found);
        per(&mut ahead, found);
    }
    match (given, own) {
        (Some(unit), own) if own.as_ref().is_none_or(|own| unit.len() >= own.unit.len()) => {
            cursor.eat(unit);
            let kind = own.filter(|own| own.unit == unit).map_or(Count, |own| own.kind);
            Some(FoundUnit { unit: unit.to_owned(), kind: if kind == CountOfDigits { Count } else { kind } })
        }
        (_, own) => {
            if own.is_some() {
                *cursor = ahead;
            }
            own
        }
    }
}

/// What a unit stands after, which decides whether it may be the opening of another word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Right after digits that count: what follows them is a measure word (3家乡镇卫生院) unless a noun stands there with
    /// none (5部门).
    Digits,
    /// After anything else: Chinese numerals (一家人), a year (2025人工智能大会), a blank (1 项目).
    Other,
}

fn scaled(cursor: &mut Cursor<'_>, stands_after: After) -> Option<FoundUnit> {
    let mut ahead = *cursor;
    let mut text = String::new();
    if let Some((_, rest)) = scale::split(ahead.rest()) {
        while ahead.rest().len() > rest.len() {
            text.extend(ahead.bump());
        }
    }
    // 3项目标 counts targets; 3 项目 is a number beside a noun.
    let is_noun = NOUNS_BY_FIRST.of(ahead.peek()).any(|(noun, ())| ahead.starts_with(noun))
        && !ahead.starts_with("项目标");
    let (word, (kind, _)) = UNITS
        .of(ahead.peek())
        .filter(|(word, (kind, not_before))| {
            ends_word(ahead, word) && {
                let mut after = ahead;
                after.eat(word);
                match stands_after {
                    _ if matches!(kind, Share | Times | Time) => {
                        !not_before.iter().any(|next| after.starts_with(next))
                    }
                    After::Digits => !is_noun || word.chars().count() > 1,
                    After::Other => {
                        !not_before.iter().any(|next| after.starts_with(next)) || after.starts_with("目标")
                    }
                }
            }
        })
        .max_by_key(|(word, ..)| word.len())?;
    ahead.eat(word);
    text.push_str(word);
    *cursor = ahead;
    Some(FoundUnit { unit: text, kind })
}

/// Whether a unit is none of the table, so that it must be given to be read.
pub fn is_unusual(unit: &str) -> bool {
    let mut cursor = Cursor::new(unit);
    eat(&mut cursor, &[], After::Other).is_none() || !cursor.is_at_end()
}

/// What a text counts that is a unit and nothing else; `None` where it is none.
pub(super) fn kind_of(unit: &str, known: &[&str]) -> Option<UnitKind> {
    let mut cursor = Cursor::new(unit);
    let found = eat(&mut cursor, known, After::Other)?;
    cursor.is_at_end().then_some(if found.kind == CountOfDigits { Count } else { found.kind })
}

/// Takes a second measure word in brackets: 套（户）.
fn second(cursor: &mut Cursor<'_>, found: &mut FoundUnit) {
    if let Some(word) = eat_second(cursor) {
        found.unit.extend(["(", word, ")"]);
    }
}

/// Takes `/` and a second unit, perhaps one of two parts: 吨标准煤/万元, 吨/月·平方公里.
fn per(cursor: &mut Cursor<'_>, found: &mut FoundUnit) {
    let mut mark = "/";
    for _ in 0..2 {
        let mut ahead = *cursor;
        if !ahead.eat(mark) {
            return;
        }
        let unit = if ahead.eat("月") {
            "月".to_owned()
        } else if let Some(second) = scaled(&mut ahead, After::Other) {
            second.unit
        } else {
            return;
        };
        found.unit.extend([mark, &unit]);
        if found.kind == Time || found.kind == CountOfDigits {
            found.kind = Count;
        }
        *cursor = ahead;
        mark = "·";
    }
}

/// Whether a word comes next, and does not go on with Latin letters or digits.
fn ends_word(mut cursor: Cursor<'_>, word: &str) -> bool {
    cursor.eat(word)
        && (!word.ends_with(|last: char| last.is_ascii_alphanumeric())
            || cursor.peek().is_none_or(|next| !next.is_ascii_alphanumeric()))
}
