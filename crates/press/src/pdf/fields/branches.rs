//! The tree of field names: `SF1461.svar` and `SF1461.begrundelse` are the kids of `SF1461`.

use std::collections::BTreeMap;

use pdf_writer::{Ref, TextStr};

use super::widget::Leaf;
use crate::pdf::objects::Objects;

/// The parents of the fields, which are no fields themselves.
#[derive(Default)]
pub struct Branches {
    /// In the order in which they came up
    roots: Vec<Ref>,
    ids: BTreeMap<String, Ref>,
    branches: BTreeMap<Ref, Branch>,
}

struct Branch {
    partial: String,
    parent: Option<Ref>,
    kids: Vec<Ref>,
}

impl Branches {
    /// The place of a field, whose parent is made if need be.
    pub fn place<'n>(&mut self, objects: &mut Objects<'_>, name: &'n str) -> Leaf<'n> {
        let Some((path, partial)) = name.rsplit_once('.') else { return Leaf { partial: name, parent: None } };
        if let Some(id) = self.ids.get(path) {
            return Leaf { partial, parent: Some(*id) };
        }
        let Leaf { partial: own, parent } = self.place(objects, path);
        let id = objects.new_id();
        self.hang(parent, id);
        self.ids.insert(path.to_owned(), id);
        self.branches.insert(id, Branch { partial: own.to_owned(), parent, kids: Vec::new() });
        Leaf { partial, parent: Some(id) }
    }

    /// Adds a field, or a branch, to its parent.
    pub fn hang(&mut self, parent: Option<Ref>, id: Ref) {
        let branch = parent.and_then(|parent| self.branches.get_mut(&parent));
        branch.map_or(&mut self.roots, |branch| &mut branch.kids).push(id);
    }

    /// Writes the branches and returns those that have no parent.
    pub fn write(self, objects: &mut Objects<'_>) -> Vec<Ref> {
        for (id, branch) in self.branches {
            objects.put(id, |chunk| {
                let mut field = chunk.form_field(id);
                field.partial_name(TextStr(&branch.partial)).children(branch.kids);
                if let Some(parent) = branch.parent {
                    field.parent(parent);
                }
            });
        }
        self.roots
    }
}
