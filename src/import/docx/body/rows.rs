//! Tables as they are met: rows and cells that begin, what they say of themselves, and their end.

use super::super::changes::ChangeKind;
use super::super::properties::ChangeWatch;
use super::super::xml::{Ns, Token, Xml, XmlFault};
use super::table::{CellProps, Merge, OpenTable};
use super::{DEEPEST_TABLE, Frame, Sink, Story};
use crate::import::document::Block;
use crate::import::loss::LossKind;

impl Story<'_, '_, '_> {
    pub(super) fn begin_table_part(&mut self, name: &str) -> Frame {
        match name {
            "tbl" => {
                if self.tables.len() >= DEEPEST_TABLE {
                    if self.tables_beyond == 0 {
                        let at = self.here();
                        self.gathered.lose(at, LossKind::Other, "");
                    }
                    self.tables_beyond += 1;
                } else {
                    self.flush();
                    self.tables.push(OpenTable::default());
                }
                Frame::Table
            }
            _ if self.tables_beyond > 0 || self.tables.is_empty() => Frame::Plain,
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row();
                }
                Frame::Row { is_dropped: false }
            }
            _ => {
                let begins_page = std::mem::take(&mut self.sink().begins_page);
                let (fields, in_frame) = (Vec::new(), self.sink().in_frame);
                self.sinks.push(Sink { fields, in_frame, begins_page, ..Sink::default() });
                Frame::Cell(CellProps::default())
            }
        }
    }

    pub(super) fn end_table_part(&mut self, frame: &Frame) {
        match frame {
            Frame::Table if self.tables_beyond > 0 => self.tables_beyond -= 1,
            Frame::Table => {
                let table = self.tables.pop().and_then(|table| table.finish(&mut self.gathered.losses));
                if let Some(table) = table.filter(|_| self.lost.is_empty()) {
                    self.sink().blocks.push(Block::Table(table));
                }
            }
            Frame::Row { is_dropped } => {
                if *is_dropped {
                    self.lost.pop();
                }
                if let Some(table) = self.tables.last_mut() {
                    table.end_row();
                }
            }
            Frame::Cell(props) => {
                self.flush();
                if props.is_dropped {
                    self.lost.pop();
                }
                let blocks = self.sinks.pop().map(|sink| sink.blocks).unwrap_or_default();
                if let Some(table) = self.tables.last_mut() {
                    table.cell(*props, blocks);
                }
            }
            _ => {}
        }
    }

    /// Counts the tracked changes in properties that are not kept.
    pub(super) fn count_changes(&mut self, xml: &mut Xml<'_>) -> Result<(), XmlFault> {
        let mut depth = 1_usize;
        while depth > 0 {
            match xml.next()? {
                Token::Start(element) => {
                    depth += 1;
                    if element.ns == Ns::W && element.name().ends_with("Change") {
                        self.gathered.changes.change(ChangeKind::Format, &element);
                    }
                }
                Token::End => depth -= 1,
                Token::Text(_) => {}
                Token::Done => break,
            }
        }
        Ok(())
    }

    pub(super) fn row_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), XmlFault> {
        let (mut before, mut is_head, mut lost) = (0, false, None);
        while let Some(element) = xml.child()? {
            match (element.ns, element.name()) {
                (Ns::W, "gridBefore") => before = element.number().unwrap_or(0),
                (Ns::W, "tblHeader") => is_head = element.on(),
                (Ns::W, name @ ("ins" | "del")) => {
                    lost = lost.or(self.changed(
                        if name == "ins" { ChangeKind::Inserted } else { ChangeKind::Deleted },
                        &element,
                    ));
                }
                (Ns::W, "trPrChange") => {
                    self.gathered.changes.change(ChangeKind::Format, &element);
                }
                _ => {}
            }
            xml.skip()?;
        }
        if let (Some(Frame::Row { is_dropped }), Some(table)) =
            (self.frames.last_mut(), self.tables.last_mut())
        {
            table.set_row(before, is_head, lost.is_some());
            if let (Some(kind), false) = (lost, *is_dropped) {
                *is_dropped = true;
                self.lost.push(kind);
            }
        }
        Ok(())
    }

    pub(super) fn cell_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), XmlFault> {
        let (mut props, mut lost) = (CellProps::default(), None);
        while let Some(element) = xml.child()? {
            match (element.ns, element.name()) {
                (Ns::W, "gridSpan") => props.span = element.number().unwrap_or(1),
                (Ns::W, "vMerge") => {
                    let restarts = element.val().as_deref() == Some("restart");
                    props.merge = if restarts { Merge::Restart } else { Merge::Continue };
                }
                (Ns::W, "hMerge") => props.goes_on = element.val().as_deref() != Some("restart"),
                (Ns::W, "cellIns") => lost = lost.or(self.changed(ChangeKind::Inserted, &element)),
                (Ns::W, "cellDel") => lost = lost.or(self.changed(ChangeKind::Deleted, &element)),
                (Ns::W, "cellMerge" | "tcPrChange") => {
                    self.gathered.changes.change(ChangeKind::Format, &element);
                }
                _ => {}
            }
            xml.skip()?;
        }
        if let Some(Frame::Cell(frame)) = self.frames.last_mut() {
            props.is_dropped = lost.is_some() || frame.is_dropped;
            if let (Some(kind), false) = (lost, frame.is_dropped) {
                self.lost.push(kind);
            }
            *frame = props;
        }
        Ok(())
    }

    /// Counts a change that brings or takes something; the kind of loss where what it is about is no part of the document.
    pub(super) fn changed(
        &mut self,
        kind: ChangeKind,
        element: &super::super::xml::Element<'_>,
    ) -> Option<LossKind> {
        self.gathered.changes.change(kind, element);
        (!self.gathered.changes.keeps(kind)).then_some(match kind {
            ChangeKind::Inserted => LossKind::Inserted,
            ChangeKind::Deleted | ChangeKind::Format => LossKind::Deleted,
        })
    }
}
