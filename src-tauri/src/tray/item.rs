//! The icon itself, on the session bus.

use std::sync::atomic::{AtomicBool, Ordering};

use ksni::blocking::{Handle, TrayMethods as _};
use ksni::menu::StandardItem;
use ksni::{Category, Icon, MenuItem, OfflineReason, ToolTip};
use tauri::AppHandle;

use super::words::{Now, Words};
use crate::links;

/// The icon as the bus asks for it.
struct Item {
    app: AppHandle,
    words: Words,
    now: Now,
    icon: Vec<Icon>,
    /// That there is no tray was said already.
    said: AtomicBool,
}

/// The way to an icon that is on the bus.
pub(super) struct Shown(Handle<Item>);

impl Shown {
    /// Another language.
    pub(super) fn speak(&self, words: Words) {
        self.0.update(|item| item.words = words);
    }

    /// Another count.
    pub(super) fn tell(&self, now: Now) {
        self.0.update(|item| item.now = now);
    }
}

/// Puts it on the bus; `None`, with a line in the log, when there is no bus.
pub(super) fn show(app: &AppHandle, words: Words) -> Option<Shown> {
    let item = Item {
        app: app.clone(),
        words,
        now: Now::default(),
        icon: icon(app).into_iter().collect(),
        said: AtomicBool::new(false),
    };
    // A tray may come later than we do: it is waited for.
    match item.assume_sni_available(true).spawn() {
        Ok(handle) => Some(Shown(handle)),
        Err(error) => {
            tracing::info!(cause = %error, "no icon in the tray");
            None
        }
    }
}

/// The window's icon, from RGBA to the bus's ARGB.
fn icon(app: &AppHandle) -> Option<Icon> {
    let icon = app.default_window_icon()?;
    let argb = icon.rgba().chunks_exact(4);
    Some(Icon {
        width: i32::try_from(icon.width()).ok()?,
        height: i32::try_from(icon.height()).ok()?,
        data: argb
            .flat_map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]])
            .collect(),
    })
}

impl Item {
    /// What is said under the pointer, and on top of the menu.
    fn line(&self) -> String {
        self.words.line(self.now)
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "app.parley.desktop".to_owned()
    }

    fn title(&self) -> String {
        "Parley".to_owned()
    }

    fn category(&self) -> Category {
        Category::ApplicationStatus
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        self.icon.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: "Parley".to_owned(),
            description: self.line(),
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        links::come(&self.app, &[]);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let entry = |label: &str, act: fn(&AppHandle)| StandardItem {
            // An underscore would mark a key.
            label: label.replace('_', "__"),
            activate: Box::new(move |item: &mut Self| act(&item.app)),
            ..StandardItem::default()
        };
        let line = self.line();
        let mut menu: Vec<MenuItem<Self>> = Vec::new();
        if !line.is_empty() {
            let told = StandardItem {
                label: line.replace('_', "__"),
                enabled: false,
                ..StandardItem::default()
            };
            menu.extend([told.into(), MenuItem::Separator]);
        }
        menu.push(entry(&self.words.open, |app| links::come(app, &[])).into());
        let lock = StandardItem {
            enabled: self.now != Now::Locked,
            ..entry(&self.words.lock, super::lock)
        };
        menu.push(lock.into());
        menu.push(entry(&self.words.quit, |app| app.exit(0)).into());
        menu
    }

    fn watcher_offline(&self, _reason: OfflineReason) -> bool {
        if !self.said.swap(true, Ordering::Relaxed) {
            tracing::info!("this desktop has no tray: Parley does without");
        }
        true
    }
}
