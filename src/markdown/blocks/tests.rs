//! Blocks that are not what was typed: which lines are told, and which texts are right.

use crate::diagnostic::Code;
use crate::markdown::parse;

/// The codes that are told of a text, each with its line.
fn told(text: &str) -> Vec<(usize, Code)> {
    let line = |at: usize| text.get(..at).unwrap().matches('\n').count() + 1;
    let mut told: Vec<_> =
        parse(text).faults.iter().map(|(finding, at)| (line(at.start), finding.code())).collect();
    told.sort();
    told
}

#[test]
fn lines_that_run_together_are_told_once_for_a_paragraph() {
    for (text, line) in [
        ("如下：\n1、甲。\n2、乙。\n", 2),
        ("甲。\n（责任单位：乙）\n", 2),
        ("> 如下：\n> （一）甲。\n> （二）乙。\n", 2),
        ("- 如下：\n  ①甲；\n  ②乙。\n", 2),
        ("如下：甲\n一是乙；\n二是丙。\n", 3),
        ("**第一，**甲。\n**第二，**乙。\n", 2),
        ("全年要抓好企业培育。\n全年要抓好平台建设。\n", 2),
        ("甲\\\n乙：\n1、丙。\n", 3),
    ] {
        assert_eq!(told(text), [(line, Code::JoinedLines)], "{text}");
    }
}

#[test]
fn lines_may_end_as_on_windows() {
    for text in [
        "如下：\n1、甲。\n2、乙。\n",
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 | 戊 |\n己。\n",
        "| 甲 | 乙 |\n|——|——|\n| 丙 | 丁 |\n",
        "| 甲 | 乙 |\n\n| --- | --- |\n",
        "全年。\n---\n",
        "::: tip\n甲\n:::\n",
        "1. 甲\n3. 乙\n",
        "正文。\n\n    全年。\n",
        "```\n甲\n",
        "```\n甲\n```\n",
        "如下：\\\n1、甲。<br>\n2、乙。  \n3、丙。\n",
        "<div>\n**甲**\n</div>\n",
        "甲[1]。\n\n[1]: 数据来源\n",
    ] {
        assert_eq!(told(&text.replace('\n', "\r\n")), told(text), "{text}");
    }
}

#[test]
fn a_text_that_is_broken_at_its_width_is_right() {
    let sentence = "全年围绕高质量发展这一主题，抓好企业培育、平台建设、人才引进三件事，一是培育高新技术企业；二是建设创新平台；三是引进高层次人才。各科室按季度报送进展。";
    let text: Vec<char> = sentence.repeat(20).chars().collect();
    for width in 20..60 {
        let lines: Vec<String> = text.chunks(width).map(|line| line.iter().collect()).collect();
        assert_eq!(told(&lines.join("\n")), [], "{width}");
    }
    let words: Vec<&str> =
        "We plan three things: (1) firms; (2) parks; (3) people. Each has a lead - and a day. "
            .split(' ')
            .collect();
    let words = words.repeat(30);
    for width in 8..24 {
        let lines: Vec<String> = words.chunks(width).map(|line| line.join(" ")).collect();
        assert_eq!(told(&lines.join("\n").replace("\n- ", "\n")), [], "{width}");
    }
}

#[test]
fn breaks_that_are_meant_are_right() {
    for text in [
        "如下：\\\n1、甲。\\\n2、乙。\n",
        "如下：  \n1、甲。  \n2、乙。\n",
        "如下：<br>\n1、甲。<br/>\n2、乙。\n",
        "如下：\n1. 甲\n2. 乙\n",
        "甲，\n乙，\n丙。\n",
        "> 全年要抓好企业培育。\n> 全年要抓好平台建设。\n",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn endless_lines_take_time_in_proportion_to_their_length() {
    for piece in [
        "，1、",
        "{",
        "{{",
        "=",
        "==",
        "$$",
        "|",
        "：（1）",
        "\t",
        "[TOC]",
        "。",
        "一、",
        "第一，",
        "$",
        "{%",
    ] {
        let text = format!("甲：\n1、{}\n2、乙。\n", piece.repeat(100_000));
        parse(&text);
        let table = format!("| 甲 | 乙 |\n| --- | --- |\n| {} |\n", piece.repeat(100_000));
        parse(&table);
    }
}
