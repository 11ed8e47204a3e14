//! Whole documents, in plain text and with looks.

use super::{Role, structure};
use crate::import::docx::TrackedChanges;
use crate::import::read::read;
use std::path::Path;

/// Each ruling that is not plain text, in one line.
fn ruled(text: &str) -> Vec<String> {
    let document = read(Path::new("a.txt"), text.as_bytes(), TrackedChanges::Refuse).unwrap();
    let found = structure(&document);
    let texts: Vec<String> = document.paragraphs().into_iter().map(|paragraph| paragraph.text()).collect();
    let lines = found.rulings.iter().filter_map(|(id, ruling)| {
        let text = &texts[id.0 as usize - 1];
        Some(match &ruling.role {
            Role::Empty | Role::Text => return None,
            Role::Heading { level, words, run_in, is_renumbered } => {
                let more = run_in.map(|at| format!(" + {}", text.get(at..).unwrap())).unwrap_or_default();
                format!(
                    "{level}{} {}{more}",
                    if *is_renumbered { "" } else { "!" },
                    text.get(words.clone()).unwrap()
                )
            }
            other => format!("{other:?} {text}"),
        })
    });
    lines.collect()
}

#[test]
fn a_plan_in_plain_text_has_its_levels() {
    let text = "云河区科技局\n2027年工作要点\n\n局属各单位：\n2027年，全区要坚持创新驱动，推动高质量发展，努力完成各项任务。\n一、壮大科技企业队伍\n（一）梯次培育。完善三级培育库，年底达到135家以上。\n（二）支持研发。落实加计扣除政策，全年兑现补助1200万元。\n二、建强创新平台\n1.推进重点实验室建设\n新建3家，其中省级1家。\n2.提升孵化器水平\n在孵企业达到240家。\n附件：任务分工表\n云河区科学技术局\n2027年1月15日\n抄送：区政府办公室。\n云河区科技局办公室　2027年1月18日印发\n";
    assert_eq!(
        ruled(text),
        [
            "Title 云河区科技局",
            "Title 2027年工作要点",
            "Addressee 局属各单位：",
            "1 壮大科技企业队伍",
            "2! 梯次培育 + 完善三级培育库，年底达到135家以上。",
            "2! 支持研发 + 落实加计扣除政策，全年兑现补助1200万元。",
            "1 建强创新平台",
            "2! 推进重点实验室建设",
            "2! 提升孵化器水平",
            "Attachments 附件：任务分工表",
            "Signature 云河区科学技术局",
            "WrittenDate 2027年1月15日",
            "Imprint 抄送：区政府办公室。",
            "Imprint 云河区科技局办公室　2027年1月18日印发",
        ]
    );
}

#[test]
fn sentences_with_numbers_stay_text() {
    let text = "工作计划\n\n一、总体要求\n1.坚持党的领导，贯彻落实上级决策部署，确保各项工作落到实处。\n2.坚持问题导向，聚焦企业反映的困难，逐项研究解决办法。\n一是抓培育；二是抓服务。\n二、重点任务\n表1 指标\n是□否□\n";
    assert_eq!(ruled(text), ["Title 工作计划", "1 总体要求", "1 重点任务"]);
}

/// Notices count sentences with 一、; explanations close short headings with a full stop.
#[test]
fn what_numbers_stand_before_decides() {
    let notice = "关于分解重点工作的通知\n\n各镇人民政府，区直各部门：\n重点工作分解方案已经区政府同意，现印发给你们，请认真贯彻执行。\n一、今年是承前启后的重要一年，也是统筹推进各项工作极为关键的一年。各部门要提高站位，强化责任。\n二、列在第一位的单位为牵头单位。各牵头单位要及时报告进展情况。\n云河区人民政府办公室\n2027年2月3日\n（此件公开发布）\n";
    assert_eq!(
        ruled(notice),
        [
            "Title 关于分解重点工作的通知",
            "Addressee 各镇人民政府，区直各部门：",
            "Signature 云河区人民政府办公室",
            "WrittenDate 2027年2月3日",
        ]
    );
    let explained = "任务分工方案解读\n\n一、起草背景\n会议审议通过了报告。\n二、主要内容和要求\n（一）主要内容。方案将报告分解为五个方面。\n1.在“扩大开放，建设口岸”方面（分解任务15项）。\n2.在“增强优势，做实项目”方面（分解任务9项）。\n（二）工作要求。\n1.提高政治站位，强化责任落实。各单位要切实加强领导。\n2.明确责任分工，加强统筹协调。各单位要明确任务。\n";
    assert_eq!(
        ruled(explained),
        [
            "Title 任务分工方案解读",
            "1 起草背景",
            "1 主要内容和要求",
            "2 主要内容 + 方案将报告分解为五个方面。",
            "2 工作要求",
            "3 提高政治站位，强化责任落实 + 各单位要切实加强领导。",
            "3 明确责任分工，加强统筹协调 + 各单位要明确任务。",
        ]
    );
}
