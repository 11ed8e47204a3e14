//! The words around a figure in a plan's sentences that are no part of what it counts: what intends, what says when, verbs.
//!
//! Each list is tried by its longest word first ([`longest_end`], [`longest_start`]).

/// What may stand between a name and its figure: 技术合同成交额[达到]50亿元.
#[rustfmt::skip]
pub const PREDICATES: &[&str] = &[
    "平均", "迈上", "迈入", "跨上", "站上", "跃上", "基本建成", "拟按", "按", "拟", "每千人", "每万人",
    "每百人", "每百户", "每户", "每人每月", "每人每年", "每户每年", "每亩", "每人", "每年", "每月", "达到",
    "达", "完成", "实现", "为", "是", "力争", "争取", "确保", "力求", "努力", "预计", "预期", "计划",
    "保持在", "保持", "稳定在", "稳定", "维持在", "维持", "控制在", "巩固在", "巩固", "均", "都", "各",
    "分别", "全部", "再", "也", "仍", "要", "将", "需", "应", "共", "共计", "合计", "总计", "累计", "左右",
    "发展到", "提高到", "提升到", "增加到", "扩大到", "增长到", "上升到", "下降到", "降低到", "减少到",
    "压缩到", "缩短到", "压减到", "缩小到", "提高至", "提升至", "增加至", "扩大至", "增至", "升至", "降至",
    "降到", "下降至", "降低至", "压缩至", "缩短至", "缩小至", "减少至", "压减至", "提高为", "年内",
];

/// Predicates that bring a length of time to a figure, so that an exact one is promised: 压缩至0.5个工作日.
#[rustfmt::skip]
pub const LEADS_TO: &[&str] = &[
    "达到", "达", "提高到", "提升到", "提高至", "压缩到", "压缩至", "缩短到", "缩短至", "压减到", "压减至",
    "减少到", "减少至", "降低到", "降低至", "降至", "降到", "控制在", "稳定在", "保持在", "增加到",
    "增加至", "延长到", "延长至",
];

/// Verbs of a change by so much, whose name stands before: 收入[增长]5%.
#[rustfmt::skip]
pub const CHANGES: &[&str] = &[
    "增长", "提高", "提升", "增加", "上升", "上涨", "扩大", "递增", "下降", "降低", "减少", "压减", "压降",
    "压缩", "下调", "缩短", "削减", "缩减", "回落", "收窄", "精简", "上调",
];

/// Adverbs between a name and its change: 收入[同比]增长.
#[rustfmt::skip]
pub const BEFORE_CHANGES: &[&str] = &[
    "将", "要", "预计", "力争", "同比", "环比", "年均", "年平均", "平均", "累计", "实际", "名义", "总体",
    "再", "每年", "同口径", "逐年", "按可比口径", "按可比价",
];

/// What opens a comparison before a change: 较上年增长.
#[rustfmt::skip]
pub const COMPARISONS: &[&str] = &[
    "较", "比", "与", "相比", "在",
];

/// Words that intend; what stands before them is who intends, or when.
#[rustfmt::skip]
pub const INTENTS: &[&str] = &[
    "力争", "力求", "争取", "确保", "保证", "努力实现", "努力", "预计", "力促", "推动实现", "全年", "年内",
    "今年", "本年度", "本年", "年底前", "年底", "年末", "上半年", "下半年", "期末", "全年计划", "目标是",
    "目标为",
];

/// Words that intend only where a verb, a number or a time follows; they are parts of names else (科技计划).
#[rustfmt::skip]
pub const WEAK_INTENTS: &[&str] = &[
    "计划", "目标", "任务",
];

/// What may open a clause before its verb or noun.
#[rustfmt::skip]
pub const OPENINGS: &[&str] = &[
    "滚动", "梯度", "包括", "包含", "精准", "梯次", "充分", "统筹", "集中", "同步", "分批", "有效", "依法",
    "逐步", "适时", "联合", "主动", "成功", "强化", "全市", "全区", "全县", "全镇", "全州", "全旗",
    "全街道", "我市", "我区", "我县", "我局", "同时", "其中", "并且", "并", "再", "还", "也", "且",
    "进一步", "继续", "加快", "积极", "大力", "全力", "着力", "持续", "稳步", "扎实", "深入", "有序",
    "全面", "切实", "不断", "重点", "努力", "全年", "年内", "今年", "本年", "每年", "计划", "拟", "将",
    "要", "需", "力争", "力求", "争取", "确保", "保证", "预计", "预期", "共", "共计", "总共", "合计",
    "至少", "为", "对", "使", "让", "把", "以", "在", "到", "至", "于", "前", "底", "末", "底前", "末前",
    "目标", "任务", "的", "一是", "二是", "三是", "四是", "五是", "六是", "七是",
];

/// Verbs that say no more of what is counted than that it is to be there.
#[rustfmt::skip]
pub const PLAIN_VERBS: &[&str] = &[
    "筹集", "筹建", "培育", "培养", "打造", "创建", "建设", "建成", "推进", "推动", "实施", "完成", "实现",
    "达到", "组织开展", "组织实施", "组织", "开展", "落实", "支持", "扶持", "引进", "引育", "引导", "促进",
    "推广", "形成", "拥有", "保持", "建立", "布局", "谋划", "储备", "壮大", "做大做强", "做强", "安排",
    "办好", "抓好", "做好", "育成", "集聚", "聚集", "搭建", "设立", "构建", "创办", "兴办", "组建",
];

/// Verbs without which the count is another one: 新增, 改造, 淘汰.
#[rustfmt::skip]
pub const TELLING_VERBS: &[&str] = &[
    "向上争取", "新增", "净增", "新建", "新改建", "改扩建", "改建", "扩建", "续建", "新开工", "新认定",
    "新培育", "新登记", "新引进", "新签约", "新签", "新获批", "新创建", "新设", "新开", "申报", "认定",
    "培训", "招聘", "招引", "举办", "召开", "发放", "改造", "提升改造", "改造提升", "治理", "整治", "淘汰",
    "削减", "调解", "办理", "查处", "拆除", "关停", "化解", "减少", "压减", "带动", "盘活", "清理", "抽检",
    "检查", "巡查", "走访", "慰问", "发展", "选派", "选树", "评选", "命名", "发布", "制定", "修订", "出台",
    "更新", "更换", "配备", "增配", "加装", "安装", "疏浚", "造林", "救助", "帮扶", "服务", "接待", "签约",
    "开工", "投产", "竣工", "完工", "交付", "投用", "入库", "投入", "争取",
];

/// Telling verbs that stand before the name, wherever the sentence has them: 高新技术企业新增60家.
#[rustfmt::skip]
pub const MOVED_VERBS: &[&str] = &[
    "新增", "净增", "新建", "新认定", "新培育",
];

/// Verbs behind 分别 and its like, which then are no part of the name: 研发中心分别建设2家.
#[rustfmt::skip]
pub const DEALT_VERBS: &[&str] = &[
    "建设", "培育", "建成", "创建", "打造", "引进", "开展", "举办", "组织", "实施",
];

/// What joins two verbs: 引进或培育.
#[rustfmt::skip]
pub const VERB_JOINTS: &[&str] = &[
    "、", "和", "或", "与", "及", "并",
];

/// Verbs that speak of what is there, and promise nothing of it: 发挥6000万元资金作用.
#[rustfmt::skip]
pub const REFERRING_VERBS: &[&str] = &[
    "充分发挥", "发挥", "利用", "用好", "依托", "围绕", "借助", "聚焦", "按照", "对照", "根据", "针对",
    "通过", "涉及", "现有", "共有", "结合",
];

/// What compares a number with another, or leads it there, before 的: 占比不低于上年营业收入的3%.
#[rustfmt::skip]
pub const OF_ANOTHER: &[&str] = &[
    "不低于", "不少于", "不高于", "不超过", "达到", "高于", "低于", "超过", "压缩至", "压缩到", "压减至",
    "压减到", "提高到", "提高至", "控制在", "降至", "降到", "缩短至", "缩短到",
];

/// Verbs within what is counted that only say that something is done to it: 为2600户[老年人家庭][实施][适老化改造].
#[rustfmt::skip]
pub const INNER_VERBS: &[&str] = &[
    "实施", "开展", "进行",
];

/// Names that say nothing by themselves.
#[rustfmt::skip]
pub const EMPTY_NAMES: &[&str] = &[
    "增幅", "增速", "增长率", "涨幅", "降幅", "比重", "项目", "企业", "总", "总数", "数量", "规模", "总量",
    "总规模", "各类", "等", "方面", "人员", "单位", "任务", "目标", "工作", "以上", "以下", "左右", "全市",
    "全区", "全县", "全省", "区", "市", "县", "个", "其他", "合计", "小计", "总计", "全部", "比例", "占比",
];

/// Names of how large something is, which a description gives without promising it.
#[rustfmt::skip]
pub const SIZES: &[&str] = &[
    "总投资", "总投资额", "总建筑面积", "建筑面积", "占地面积", "占地", "总面积", "全长", "总长", "总长度",
    "注册资本", "总占地", "用地面积", "计划总投资",
];

/// Levels of government that share what stands behind the last of them: 省、市、区级.
#[rustfmt::skip]
pub const LEVELS: &[&str] = &[
    "国家", "省部", "国", "部", "省", "市", "州", "区", "县", "镇", "乡", "村", "校", "院",
];

/// A text without the longest of the words that it ends with; none where it ends with none.
pub fn longest_end<'t>(text: &'t str, words: &[&'static str]) -> Option<(&'t str, &'static str)> {
    let found = words.iter().filter(|word| text.ends_with(**word)).max_by_key(|word| word.len())?;
    Some((text.strip_suffix(found)?, found))
}

/// The same at its start.
pub fn longest_start<'t>(text: &'t str, words: &[&'static str]) -> Option<(&'static str, &'t str)> {
    let found = words.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len())?;
    Some((found, text.strip_prefix(found)?))
}

/// Whether what follows a verb makes a noun of it: 建成区, 服务业, 开工率.
fn is_noun(verb: &str, after: &str) -> bool {
    let opens_noun =
        ["数字", "数据", "数智", "量子", "业态", "业务", "费用"].iter().any(|noun| after.starts_with(noun));
    (verb == "建成" && after.starts_with('区') && !after.starts_with("区级"))
        || (!opens_noun
            && after.starts_with(['率', '业', '额', '数', '量', '度', '值', '费', '者', '型', '性', '期']))
}

/// The verb that a text opens with, of either kind.
pub fn verb_at_start(text: &str) -> Option<(&'static str, &str)> {
    let is_verb = |found: &(&'static str, &str)| !is_noun(found.0, found.1);
    let plain = longest_start(text, PLAIN_VERBS).filter(is_verb);
    let telling = longest_start(text, TELLING_VERBS).filter(is_verb);
    match (plain, telling) {
        (Some(plain), Some(telling)) if telling.0.len() >= plain.0.len() => Some(telling),
        (Some(plain), _) => Some(plain),
        (None, telling) => telling,
    }
}
