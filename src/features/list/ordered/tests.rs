//! Where selection and window stand after steps, new orders and new lists.

use super::*;
use crate::domain::Query;

fn hits(rows: &Rows, order: &[u32], keep: Option<&str>) -> Hits {
    let kept =
        keep.and_then(|id| order.iter().position(|&row| rows.get(row).is_some_and(|row| row.id() == id)));
    Hits {
        query: Query { keep: keep.map(SecretId::from), ..Query::default() },
        list: rows.list(),
        rows: rows.len() as u32,
        order: order.into(),
        scores: [].into(),
        best: None,
        kept,
    }
}

fn list(names: &[&str], height: usize) -> Ordered {
    let rows: Rows = names.iter().map(|name| Secret::named(*name)).collect();
    let mut list = Ordered::default();
    let order: Vec<u32> = (0..names.len() as u32).collect();
    let hits = hits(&rows, &order, None);
    list.replace(rows, hits, Follow::First);
    list.set_height(height);
    list
}

const TEN: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

#[test]
fn the_selection_keeps_three_rows_of_context() {
    let mut list = list(&TEN, 7);
    list.select(3);
    assert_eq!(list.offset(), 0);
    list.move_by(1);
    assert_eq!(list.offset(), 1);
    list.select(9);
    assert_eq!(list.offset(), 3);
    assert!(!list.move_by(1));
    list.move_by(-3);
    assert_eq!(list.offset(), 3);
    list.move_by(-1);
    assert_eq!(list.offset(), 2);
}

#[test]
fn the_rows_beside_the_window_are_known() {
    let ids: Vec<_> = (0..90).map(|n| format!("s{n:02}")).collect();
    let mut list = list(&ids.iter().map(String::as_str).collect::<Vec<_>>(), 17);
    list.select(89);
    for _ in 0..30 {
        list.move_by(-1);
    }
    for (index, secret, _) in list.visible() {
        let around: Vec<_> = list.neighbours(index).collect();
        assert_eq!(around, [&ids[index - 1], &ids[index + 1]], "{}", secret.id);
    }
    list.select(0);
    assert_eq!(list.neighbours(0).collect::<Vec<_>>(), ["s01"]);
    list.select(89);
    assert_eq!(list.neighbours(89).collect::<Vec<_>>(), ["s88"]);
}

#[test]
fn one_row_of_room_shows_the_selected_one() {
    let mut list = list(&TEN, 1);
    list.select(4);
    assert_eq!(list.visible().map(|(i, ..)| i).collect::<Vec<_>>(), [4]);
}

#[test]
fn a_new_order_keeps_the_secret_and_its_line() {
    let mut list = list(&TEN, 7);
    list.select(6);
    let line = list.selected_index() - list.offset();
    let reordered = hits(list.rows(), &[9, 8, 7, 6, 5, 4, 3, 2, 1, 0], None);
    list.reorder(reordered, Follow::Same);
    assert_eq!(list.selected().unwrap().id.as_str(), "g");
    assert_eq!(list.selected_index(), 3);
    assert!(list.selected_index() - list.offset() <= line);
    let best = Hits { best: Some(1), ..hits(list.rows(), &[6, 4, 2], None) };
    list.reorder(best, Follow::Best);
    assert_eq!(list.selected().unwrap().id.as_str(), "e", "it stands where the answer says");
}

#[test]
fn a_new_list_keeps_the_secret_by_its_id() {
    let mut list = list(&TEN, 7);
    list.select(2);
    let rows: Rows = ["x", "c", "y"].into_iter().map(Secret::named).collect();
    let found = hits(&rows, &[0, 1, 2], Some("c"));
    list.replace(rows, found, Follow::Same);
    assert_eq!(list.selected().unwrap().id.as_str(), "c");
    // The answer keeps another secret than the one that is selected by now.
    let rows: Rows = ["z", "y", "c"].into_iter().map(Secret::named).collect();
    let found = hits(&rows, &[0, 1, 2], Some("y"));
    list.replace(rows, found, Follow::Same);
    assert_eq!(list.selected().unwrap().id.as_str(), "c");
    // The secret is gone: the row in its place is selected.
    let rows: Rows = ["z", "y"].into_iter().map(Secret::named).collect();
    let found = hits(&rows, &[0, 1], Some("c"));
    list.replace(rows, found, Follow::Same);
    assert_eq!(list.selected().unwrap().id.as_str(), "y");
}
