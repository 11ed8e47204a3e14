//! The hot parts by themselves, for finding out where a change of the whole program's time comes from.
//!
//! `cargo bench --bench parts`

#![allow(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to measure")]

use divan::{Bencher, black_box, counter::BytesCount};
use planpress::internals::collect::{OutRequest, Period, SealedPlans, ask, workbooks};
use planpress::internals::markdown;
use planpress::internals::model::quantity::Quantity;

fn main() {
    divan::main();
}

/// Targets as front matter and prose state them, from the plainest to the longest.
#[divan::bench(args = ["12", ">= 12", "3..5", "12家以上", "力争突破100亿元", "1.2万亿元", "不少于三所"])]
fn quantity(bencher: Bencher, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| Quantity::parse(black_box(text)));
}

/// What a section's text is made of, each in the proportion that plans have.
const SECTION: &str = "\
## 总体目标

**围绕现代化产业体系建设，加快培育创新主体，落实专项资金并公开评审结果。**
全年高新技术企业达到[12家以上](indicator:firms)，相关工作见[重点任务](../2017/03-market.md#重点任务)。[^1]

### 实施步骤

- **任务1：**梳理“一企一策”问题清单、责任清单和时限清单，依托《行动方案》分类施策。
- **任务2：**开展季度调度、年中评估和年终考核，推动审批事项网上办理。

1. 编制年度实施细则并广泛征求意见。
2. 组织专题培训和现场观摩，成交额为[](indicator:deals)。

| 阶段 | 时间 | 责任单位 |
| --- | --- | --- |
| 第1阶段 | 1月—3月 | 创新发展科 |
| 第2阶段 | 4月—6月 | 规划财务科 |

[^1]: 数据来源：年度统计报表，`统计口径 v2`。

";

/// One section, and a hundred times its length: time per byte must not grow.
#[divan::bench(args = [1, 100])]
fn markdown_body(bencher: Bencher, times: usize) {
    let text = SECTION.repeat(times);
    bencher.counter(BytesCount::of_str(&text)).bench(|| markdown::parse(black_box(&text)));
}

/// The workbook of a unit that leads this many indicators, with every cell to fill in and its rules.
#[divan::bench(args = [20, 200])]
fn workbook(bencher: Bencher, indicators: usize) {
    let site = tempfile::tempdir().unwrap();
    let folder = site.path().join("content/2026");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(site.path().join("site.yaml"), "title: 站点\n").unwrap();
    let mut text = "---\nkind: plan\ntitle: 2026年工作计划\nyear: 2026\nindicators:\n".to_owned();
    for number in 0..indicators {
        text.push_str(&format!(
            "  - {{id: a-{number}, name: 新增第{number}类企业, lead: 经信局, target: {number}1家以上, reports: [{{quarter: 1, value: {number}}}]}}\n"
        ));
    }
    std::fs::write(folder.join("_index.md"), text + "---\n").unwrap();
    let request = OutRequest { period: Period::new(2026, Some(2)).unwrap(), deadline: None };
    ask(site.path(), &["2026"], SealedPlans::Show, |questions| {
        bencher.bench_local(|| workbooks(black_box(questions), request).unwrap());
    })
    .unwrap();
}
