//! The tree of field names: `SF1461.svar` and `SF1461.begrundelse` are the kids of `SF1461`.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::text;

/// The parents of the fields, which are no fields themselves.
#[derive(Default)]
pub struct Branches {
    /// In the order in which they came up
    roots: Vec<Object>,
    ids: BTreeMap<String, ObjectId>,
    branches: BTreeMap<ObjectId, Branch>,
}

struct Branch {
    partial: String,
    parent: Option<ObjectId>,
    kids: Vec<Object>,
}

impl Branches {
    /// The partial name of a field and its parent, which is made if need be.
    pub fn place<'n>(&mut self, pdf: &mut Document, name: &'n str) -> (&'n str, Option<ObjectId>) {
        let Some((path, partial)) = name.rsplit_once('.') else { return (name, None) };
        if let Some(id) = self.ids.get(path) {
            return (partial, Some(*id));
        }
        let (own, parent) = self.place(pdf, path);
        let id = pdf.new_object_id();
        self.hang(parent, id);
        self.ids.insert(path.to_owned(), id);
        self.branches.insert(id, Branch { partial: own.to_owned(), parent, kids: Vec::new() });
        (partial, Some(id))
    }

    /// Adds a field, or a branch, to its parent.
    pub fn hang(&mut self, parent: Option<ObjectId>, id: ObjectId) {
        let branch = parent.and_then(|parent| self.branches.get_mut(&parent));
        branch.map_or(&mut self.roots, |branch| &mut branch.kids).push(id.into());
    }

    /// Writes the branches and returns those that have no parent.
    pub fn write(self, pdf: &mut Document) -> Vec<Object> {
        for (id, branch) in self.branches {
            let mut entry = dictionary! { "T" => text(&branch.partial), "Kids" => branch.kids };
            if let Some(parent) = branch.parent {
                entry.set("Parent", parent);
            }
            pdf.set_object(id, entry);
        }
        self.roots
    }
}
