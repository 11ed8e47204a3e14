//! Measure words and units of measurement as they stand in prose, where no space says where a unit ends.
//! Takes the text after a number, gives the longest unit there. Knows words, and nothing of what is counted.
//!
//! GB 3100—1993 for the units of measurement; the measure words are those that plans use.

use super::super::cursor::Cursor;
use super::super::scale;

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
    "工程", "提升", "专项", "期",
];

/// A unit, what it counts, and what may not follow it, because that makes another word of it.
type Row = (&'static str, UnitKind, &'static [&'static str]);

/// All units that are known. The order does not matter: the longest one is taken.
const UNITS: &[Row] = &[
    ("%", Share, &[]),
    ("‰", Share, &[]),
    ("个百分点", Share, &[]),
    ("百分点", Share, &[]),
    ("个千分点", Share, &[]),
    ("个基点", Share, &[]),
    (
        "成",
        Share,
        &["立", "为", "功", "果", "员", "本", "长", "交", "熟", "就", "不变", "效", "品", "都", "套", "片"],
    ),
    ("倍", Times, &["增", "率"]),
    ("天", Time, &["然", "津", "窗"]),
    ("日", Time, &["本", "常", "报", "前", "起", "游", "均", "益"]),
    ("工作日", Time, &[]),
    ("个工作日", Time, &[]),
    ("个自然日", Time, &[]),
    ("年", Time, AFTER_YEAR),
    ("周年", Time, &[]),
    ("个月", Time, &[]),
    ("个季度", Time, &[]),
    ("个星期", Time, &[]),
    ("个小时", Time, &[]),
    ("小时", Time, &[]),
    ("分钟", Time, &[]),
    ("秒", Time, &[]),
    ("毫秒", Time, &[]),
    ("学年", Time, &[]),
    ("家", Count, &["庭", "长", "具", "渠", "乡", "喻", "电"]),
    ("家次", Count, &[]),
    ("个", Count, &["人信", "人所", "性", "体工商"]),
    ("项", Count, &["目"]),
    ("项次", Count, &[]),
    ("件", Count, &[]),
    ("件次", Count, &[]),
    ("所", Count, &["谓", "有", "在", "需"]),
    ("人", Count, &["民", "大", "均", "工智", "口", "居", "社", "机"]),
    ("人次", Count, &[]),
    ("人·次", Count, &[]),
    ("名", Count, &["录", "单", "称", "义", "牌", "校", "企"]),
    ("位", Count, &["一体", "于", "居"]),
    ("次", Count, &["年", "日", "序", "要"]),
    ("次/年", Count, &[]),
    ("场", Count, &["景", "所", "地", "馆"]),
    ("场次", Count, &[]),
    ("座", Count, &["谈"]),
    ("条", Count, &["例", "件"]),
    ("户", Count, &["籍", "外", "口"]),
    ("户次", Count, &[]),
    ("批次", Count, &[]),
    ("台", Count, &["账", "湾", "阶", "山", "风", "州"]),
    ("台套", Count, &[]),
    ("台(套)", Count, &[]),
    ("套", Count, &[]),
    ("起", Count, &["步", "草", "来", "点", "到"]),
    ("宗", Count, &["旨", "教"]),
    ("例", Count, &["外", "如"]),
    ("篇", Count, &["章"]),
    ("处", Count, &["理", "级", "长", "室", "置", "于", "罚", "方"]),
    ("辆", Count, &[]),
    ("艘", Count, &[]),
    ("列", Count, &["为", "入"]),
    ("架次", Count, &[]),
    ("车次", Count, &[]),
    ("班次", Count, &[]),
    ("列次", Count, &[]),
    ("支", Count, &["持", "部", "撑", "出", "付", "行"]),
    ("期", CountOfDigits, &["工程", "项目", "建设", "用地", "规划", "间", "限", "望", "末"]),
    ("栋", Count, &[]),
    ("幢", Count, &[]),
    ("间", CountOfDigits, &["隔", "接"]),
    ("层", CountOfDigits, &["次", "级", "面", "楼"]),
    ("门", CountOfDigits, &["类", "户", "诊"]),
    ("课时", Count, &[]),
    ("学时", Count, &[]),
    ("本", CountOfDigits, &["地", "级", "区", "市", "省", "科", "着"]),
    ("册", Count, &[]),
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
    ("块", CountOfDigits, &[]),
    ("片", CountOfDigits, &["区"]),
    ("棵", Count, &[]),
    ("株", Count, &[]),
    ("头", CountOfDigits, &["部", "等", "雁"]),
    ("只", CountOfDigits, &["能", "有", "要", "是"]),
    ("羽", CountOfDigits, &["毛"]),
    ("尾", CountOfDigits, &["矿", "水", "气"]),
    ("枚", Count, &[]),
    ("盏", Count, &[]),
    ("面", CountOfDigits, &["积", "向", "对", "临", "上", "板"]),
    ("张", CountOfDigits, &["家", "贴", "网", "图"]),
    ("张床位", Count, &[]),
    ("分", CountOfDigits, &["别", "类", "批", "局", "公司", "工", "布", "之", "期", "级", "解", "离", "行"]),
    ("笔", Count, &[]),
    ("单", CountOfDigits, &["位", "项", "独", "元", "一"]),
    ("箱", Count, &[]),
    ("桶", Count, &[]),
    ("标箱", Count, &[]),
    ("标准箱", Count, &[]),
    ("TEU", Count, &[]),
    ("人天", Count, &[]),
    ("村", CountOfDigits, &["镇", "民", "级", "委", "干", "集", "务"]),
    ("国", CountOfDigits, &["家", "道", "内", "际", "有"]),
    ("站", CountOfDigits, &["点", "式"]),
    ("元", Count, &["旦", "素", "件", "宵"]),
    ("美元", Count, &[]),
    ("欧元", Count, &[]),
    ("港元", Count, &[]),
    ("人民币", Count, &[]),
    ("元人民币", Count, &[]),
    ("度", CountOfDigits, &["过", "量", "假"]),
    ("度电", Count, &[]),
    ("亩", Count, &["均", "产"]),
    ("公顷", Count, &[]),
    ("平方米", Count, &[]),
    ("平米", Count, &[]),
    ("㎡", Count, &[]),
    ("m²", Count, &[]),
    ("m2", Count, &[]),
    ("平方公里", Count, &[]),
    ("平方千米", Count, &[]),
    ("km²", Count, &[]),
    ("立方米", Count, &[]),
    ("m³", Count, &[]),
    ("方", CountOfDigits, &["面", "案", "向", "式", "便", "针", "位", "法", "可"]),
    ("公里", Count, &[]),
    ("千米", Count, &[]),
    ("米", Count, &[]),
    ("厘米", Count, &[]),
    ("毫米", Count, &[]),
    ("海里", Count, &[]),
    ("km", Count, &[]),
    ("吨", Count, &[]),
    ("吨标准煤", Count, &[]),
    ("吨标煤", Count, &[]),
    ("吨二氧化碳", Count, &[]),
    ("吨CO2", Count, &[]),
    ("公斤", Count, &[]),
    ("千克", Count, &[]),
    ("克", CountOfDigits, &["服", "难", "隆"]),
    ("毫克", Count, &[]),
    ("微克", Count, &[]),
    ("斤", Count, &[]),
    ("kg", Count, &[]),
    ("升", CountOfDigits, &["级", "至", "到", "学"]),
    ("毫升", Count, &[]),
    ("千瓦时", Count, &[]),
    ("千瓦", Count, &[]),
    ("兆瓦", Count, &[]),
    ("兆瓦时", Count, &[]),
    ("kWh", Count, &[]),
    ("MWh", Count, &[]),
    ("GWh", Count, &[]),
    ("kW", Count, &[]),
    ("MW", Count, &[]),
    ("GW", Count, &[]),
    ("MB", Count, &[]),
    ("GB", Count, &[]),
    ("TB", Count, &[]),
    ("PB", Count, &[]),
    ("Mbps", Count, &[]),
    ("Gbps", Count, &[]),
    ("km/h", Count, &[]),
    ("℃", Count, &[]),
    ("摄氏度", Count, &[]),
    ("分贝", Count, &[]),
    ("百帕", Count, &[]),
];

/// A unit that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundUnit {
    /// As written, full-width forms folded.
    pub(super) unit: String,
    pub(super) kind: UnitKind,
}

/// Takes the longest unit that comes next: of `known` ones whole, else a scale word (万, 亿) and one of the
/// table, perhaps by another one (件/万人). Takes nothing where there is none.
pub(super) fn eat(cursor: &mut Cursor<'_>, known: &[&str]) -> Option<FoundUnit> {
    let given = known.iter().filter(|unit| !unit.is_empty() && ends_word(*cursor, unit));
    let given = given.max_by_key(|unit| unit.len()).copied();
    let mut ahead = *cursor;
    let mut own = scaled(&mut ahead);
    if let Some(found) = &mut own {
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

fn scaled(cursor: &mut Cursor<'_>) -> Option<FoundUnit> {
    let mut ahead = *cursor;
    let mut text = String::new();
    if let Some((_, rest)) = scale::split(ahead.rest()) {
        while ahead.rest().len() > rest.len() {
            text.extend(ahead.bump());
        }
    }
    let first = ahead.peek()?;
    let (word, kind, _) = UNITS
        .iter()
        .filter(|(word, _, not_before)| {
            word.starts_with(first) && ends_word(ahead, word) && {
                let mut after = ahead;
                after.eat(word);
                // 3项目标 counts targets; 3 项目 is a number beside a noun.
                !not_before.iter().any(|next| after.starts_with(next)) || after.starts_with("目标")
            }
        })
        .max_by_key(|(word, ..)| word.len())?;
    ahead.eat(word);
    text.push_str(word);
    *cursor = ahead;
    Some(FoundUnit { unit: text, kind: *kind })
}

/// Whether a unit is none of the table, so that it must be given to be read.
pub(super) fn is_unusual(unit: &str) -> bool {
    let mut cursor = Cursor::new(unit);
    eat(&mut cursor, &[]).is_none() || !cursor.is_at_end()
}

/// Takes `/` and a second unit: 吨标准煤/万元.
fn per(cursor: &mut Cursor<'_>, found: &mut FoundUnit) {
    let mut ahead = *cursor;
    if ahead.eat("/")
        && let Some(second) = scaled(&mut ahead)
    {
        found.unit.push('/');
        found.unit.push_str(&second.unit);
        if found.kind == Time || found.kind == CountOfDigits {
            found.kind = Count;
        }
        *cursor = ahead;
    }
}

/// Whether a word comes next, and does not go on with Latin letters or digits.
fn ends_word(mut cursor: Cursor<'_>, word: &str) -> bool {
    cursor.eat(word)
        && (!word.ends_with(|last: char| last.is_ascii_alphanumeric())
            || cursor.peek().is_none_or(|next| !next.is_ascii_alphanumeric()))
}
