//! The vocabulary of the generated plans, and sentences made from it. Gives Chinese text, reads nothing.

use crate::random::Random;

/// Issuing bodies; each is one series.
pub const BUREAUS: &[&str] = &[
    "科学技术局",
    "发展和改革局",
    "工业和信息化局",
    "教育局",
    "农业农村局",
    "生态环境局",
    "交通运输局",
    "卫生健康局",
    "商务局",
    "文化和旅游局",
    "民政局",
    "水利局",
    "市场监督管理局",
    "应急管理局",
    "数据管理局",
    "住房和城乡建设局",
    "自然资源局",
    "人力资源和社会保障局",
    "统计局",
    "医疗保障局",
];

/// Units that lead a section.
pub const UNITS: &[&str] = &[
    "创新发展科",
    "规划财务科",
    "综合业务科",
    "平台建设科",
    "成果转化中心",
    "产业促进科",
    "办公室",
    "政策法规科",
];

const AREAS: &[&str] = &[
    "创新主体",
    "孵化载体",
    "公共服务平台",
    "重点产业链",
    "专业人才队伍",
    "知识产权工作",
    "试点示范园区",
    "惠企政策",
    "基层服务网络",
    "数字化改造",
    "绿色低碳项目",
    "科普阵地",
];
/// How often the areas are gone through for the sections of one plan.
const GRADES: &[&str] = &["", "重点", "市级"];
const VERBS: &[&str] =
    &["加快培育", "着力壮大", "统筹推进", "持续完善", "稳步提升", "集中整治", "重点扶持", "全面落实"];
const WAYS: &[&str] = &[
    "建立“一企一策”联系服务机制",
    "组织专题培训和现场观摩",
    "落实专项资金并公开评审结果",
    "与高校院所共建联合实验室",
    "梳理问题清单、责任清单和时限清单",
    "开展季度调度、年中评估和年终考核",
    "推动审批事项网上办理、限时办结",
    "引导社会资本参与项目建设",
    "编制年度实施细则并广泛征求意见",
    "依托《高质量发展行动方案》分类施策",
];
const OPENINGS: &[&str] = &[
    "按照全区经济工作会议部署",
    "对照上一年度完成情况",
    "针对企业反映集中的困难",
    "在充分调研的基础上",
    "围绕现代化产业体系建设",
    "结合本部门职责分工",
];
const RESULTS: &[&str] = &[
    "确保年度任务按期完成",
    "形成一批可推广的做法",
    "让企业和群众有实实在在的获得感",
    "为下一阶段工作打牢基础",
    "努力走在全市前列",
    "切实补齐短板弱项",
];

/// A section's title, without its number.
pub fn title(random: &mut Random) -> String {
    format!("{}{}", random.pick(VERBS), random.pick(AREAS))
}

/// A result that a schedule's row names.
pub fn milestone(random: &mut Random) -> String {
    format!("{}取得阶段成果", random.pick(AREAS))
}

/// One sentence with its full stop.
pub fn sentence(random: &mut Random) -> String {
    format!(
        "{}，{}{}，{}，{}，{}。",
        random.pick(OPENINGS),
        random.pick(VERBS),
        random.pick(AREAS),
        random.pick(WAYS),
        random.pick(WAYS),
        random.pick(RESULTS)
    )
}

/// The field that the section at `place` of each plan is about; no two of one plan are alike.
pub fn field(place: usize) -> String {
    let area = AREAS.get(place % AREAS.len()).copied().unwrap_or_default();
    let grade = GRADES.get(place / AREAS.len()).copied().unwrap_or_default();
    format!("{grade}{area}")
}
