"""The style sheet of the whole window, made from the tokens. The only place with QSS."""

from __future__ import annotations

from quire.gui.theme.tokens import RADIUS, RADIUS_LARGE, Tokens
from quire.settings import resources


def style_sheet(t: Tokens) -> str:
    """Return the QSS of theme `t`. Widgets opt in by `role`, a dynamic property (see each part)."""
    return "\n".join(
        part(t) for part in (_base, _text, _buttons, _fields, _views, _bars, _menus, _small, _frames, _focus)
    )


def _image(t: Tokens, name: str) -> str:
    """Return the URL of a small drawing in this theme's colours; style sheets cannot recolour."""
    path = (resources() / "themes" / f"{t.name}-{name}.svg").as_posix()
    return f'url("{path}")'


def _base(t: Tokens) -> str:
    return f"""
    QWidget {{ color: {t.text}; font-size: {t.body_px}px; }}
    QMainWindow, QDialog, QWidget[role="canvas"] {{ background: {t.canvas}; }}
    QWidget[role="surface"] {{ background: {t.surface}; }}
    QWidget[role="sunken"] {{ background: {t.sunken}; }}
    QSplitter::handle {{ background: {t.border}; }}
    QSplitter::handle:hover {{ background: {t.accent}; }}
    QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.border}; padding: 4px 8px; }}
    """


def _text(t: Tokens) -> str:
    """Roles of QLabel: title, heading, subheading, body, reading, caption, muted, good, warning, danger, badge."""
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {t.title_px}px; font-weight: 600; }}
    QLabel[role="heading"] {{ font-size: {t.heading_px}px; font-weight: 600; }}
    QLabel[role="subheading"] {{ font-size: {t.body_px}px; font-weight: 600; }}
    QLabel[role="reading"] {{ font-size: {t.reading_px}px; }}
    QLabel[role="caption"] {{ font-size: {t.caption_px}px; color: {t.muted}; }}
    QLabel[role="muted"] {{ color: {t.muted}; }}
    QLabel[role="good"] {{ color: {t.good}; }}
    QLabel[role="warning"] {{ color: {t.warning}; }}
    QLabel[role="danger"] {{ color: {t.danger}; }}
    QLabel[role="badge"] {{
        background: {t.accent_tint}; color: {t.accent_text}; border-radius: {t.px(8)}px; font-size: {t.caption_px}px;
        padding: 0 {t.px(8)}px; min-height: {t.px(18)}px; max-height: {t.px(18)}px;
    }}
    QLabel:disabled {{ color: {t.muted}; }}
    """


def _buttons(t: Tokens) -> str:
    """Roles of QPushButton and QToolButton: (none), primary, quiet, chip, danger, link."""
    return f"""
    QPushButton {{
        background: {t.raised}; border: 1px solid {t.border_strong}; border-radius: {RADIUS}px;
        padding: {t.px(5)}px {t.px(14)}px; min-height: {t.px(20)}px;
    }}
    QPushButton:hover {{ background: {t.accent_tint}; }}
    QPushButton:pressed, QPushButton:checked {{ background: {t.selection}; color: {t.on_selection}; }}
    QPushButton:disabled {{ color: {t.muted}; border-color: {t.border}; background: {t.canvas}; }}
    QPushButton[role="primary"] {{
        background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; font-weight: 600;
    }}
    QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed {{ background: {t.accent_hover}; }}
    QPushButton[role="primary"]:disabled {{
        background: {t.canvas}; color: {t.muted}; border-color: {t.border}; font-weight: 600;
    }}
    QPushButton[role="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
    QPushButton[role="danger"]:hover {{ background: {t.danger_tint}; }}
    QPushButton[role="quiet"], QToolButton, QToolButton[role="quiet"] {{
        background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px;
        padding: {t.px(4)}px {t.px(6)}px;
    }}
    QPushButton[role="quiet"]:hover, QToolButton:hover {{ background: {t.hover}; }}
    QPushButton[role="quiet"]:pressed, QToolButton:pressed {{ background: {t.pressed}; }}
    QPushButton[role="quiet"]:checked, QToolButton:checked {{ background: {t.accent_tint}; color: {t.accent_text}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QPushButton[role="link"] {{
        background: transparent; border: 1px solid transparent; color: {t.accent_text}; padding: 2px 4px;
        min-height: 0; text-align: left;
    }}
    QPushButton[role="link"]:hover {{ text-decoration: underline; }}
    QPushButton[role="chip"], QToolButton[role="chip"] {{
        background: {t.canvas}; border: 1px solid {t.border}; border-radius: {t.px(12)}px;
        padding: {t.px(2)}px {t.px(10)}px; min-height: {t.px(20)}px; font-size: {t.caption_px}px;
    }}
    QPushButton[role="chip"]:hover, QToolButton[role="chip"]:hover {{ background: {t.accent_tint}; }}
    QPushButton[role="chip"]:checked, QToolButton[role="chip"]:checked {{
        background: {t.accent_tint}; border-color: {t.accent}; color: {t.accent_text};
    }}
    """


def _fields(t: Tokens) -> str:
    return f"""
    QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {{
        background: {t.surface}; border: 1px solid {t.border_strong}; border-radius: {RADIUS}px;
        padding: {t.px(4)}px {t.px(8)}px; placeholder-text-color: {t.muted};
        selection-background-color: {t.selection}; selection-color: {t.on_selection};
    }}
    QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled {{ color: {t.muted}; border-color: {t.border}; }}
    QTextBrowser, QTextEdit[role="plain"], QPlainTextEdit[role="plain"] {{
        background: transparent; border: none; padding: 0; font-size: {t.reading_px}px;
    }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; background: transparent; padding: 0 0 0 4px; }}
    QComboBox::drop-down {{ border: none; width: {t.px(24)}px; }}
    QComboBox::down-arrow {{ image: {_image(t, "down")}; width: {t.px(14)}px; height: {t.px(14)}px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
        border: none; background: transparent; width: {t.px(22)}px;
    }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {t.hover}; }}
    QAbstractSpinBox::up-arrow {{ image: {_image(t, "up")}; width: {t.px(12)}px; height: {t.px(12)}px; }}
    QAbstractSpinBox::down-arrow {{ image: {_image(t, "down")}; width: {t.px(12)}px; height: {t.px(12)}px; }}
    QComboBox QAbstractItemView {{
        background: {t.raised}; border: 1px solid {t.border}; border-radius: {RADIUS}px; padding: 4px;
        selection-background-color: {t.selection}; selection-color: {t.on_selection};
    }}
    """


def _views(t: Tokens) -> str:
    return f"""
    QAbstractItemView {{
        background: {t.surface}; border: none; outline: none; alternate-background-color: {t.canvas};
        selection-background-color: {t.selection}; selection-color: {t.on_selection};
    }}
    QTreeView[role="canvas"], QListView[role="canvas"] {{ background: {t.canvas}; }}
    QTreeView::item, QListView::item, QTableView::item {{
        padding: {t.px(4)}px; border: 1px solid transparent; border-radius: {RADIUS}px;
    }}
    QTreeView::item:hover, QListView::item:hover {{ background: {t.hover}; }}
    QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {{
        background: {t.selection}; color: {t.on_selection};
    }}
    QHeaderView {{ background: {t.surface}; border: none; }}
    QHeaderView::section {{
        background: {t.surface}; color: {t.muted}; border: none; border-bottom: 1px solid {t.border};
        padding: {t.px(4)}px {t.px(8)}px; font-size: {t.caption_px}px;
    }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollArea {{ background: transparent; border: none; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: {t.px(12)}px; }}
    QScrollBar:horizontal {{ height: {t.px(12)}px; }}
    QScrollBar::handle {{ background: {t.handle}; border-radius: {t.px(3)}px; }}
    QScrollBar::handle:vertical {{ min-height: {t.px(32)}px; margin: 2px {t.px(3)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {t.px(32)}px; margin: {t.px(3)}px 2px; }}
    QScrollBar::handle:hover {{ background: {t.border_strong}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _bars(t: Tokens) -> str:
    return f"""
    QMenuBar {{ background: {t.canvas}; padding: 2px 4px; }}
    QMenuBar::item {{ padding: {t.px(4)}px {t.px(8)}px; border-radius: {RADIUS}px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t.hover}; }}
    QStatusBar {{ background: {t.canvas}; border-top: 1px solid {t.border}; }}
    QStatusBar::item {{ border: none; }}
    QToolBar, QWidget[role="toolbar"] {{
        background: {t.canvas}; border: none; border-bottom: 1px solid {t.border}; spacing: 4px;
    }}
    QTabBar::tab {{
        background: transparent; color: {t.muted}; padding: {t.px(6)}px {t.px(12)}px;
        border-bottom: 2px solid transparent;
    }}
    QTabBar::tab:selected {{ color: {t.text}; border-bottom-color: {t.accent}; }}
    QTabBar::tab:hover {{ color: {t.text}; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {t.border}; }}
    """


def _menus(t: Tokens) -> str:
    return f"""
    QMenu {{ background: {t.raised}; border: 1px solid {t.border}; padding: 4px; }}
    QMenu::item {{ padding: {t.px(5)}px {t.px(24)}px {t.px(5)}px {t.px(8)}px; border-radius: {RADIUS}px; }}
    QMenu::item:selected {{ background: {t.selection}; color: {t.on_selection}; }}
    QMenu::item:disabled {{ color: {t.muted}; }}
    QMenu::icon {{ padding-left: {t.px(6)}px; }}
    QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 8px; }}
    """


def _small(t: Tokens) -> str:
    return f"""
    QProgressBar {{
        background: {t.border}; border: none; border-radius: {t.px(3)}px; max-height: {t.px(6)}px;
        min-height: {t.px(6)}px; text-align: center; color: transparent;
    }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: {t.px(3)}px; }}
    QCheckBox, QRadioButton {{ spacing: {t.px(8)}px; background: transparent; }}
    QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator {{
        width: {t.px(16)}px; height: {t.px(16)}px; background: {t.surface};
        border: 1px solid {t.border_strong}; border-radius: 4px;
    }}
    QRadioButton::indicator {{ border-radius: {t.px(9)}px; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {{
        background: {t.accent}; border-color: {t.accent}; image: {_image(t, "check")};
    }}
    QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{
        background: {t.accent}; border-color: {t.accent}; image: {_image(t, "partly")};
    }}
    QRadioButton::indicator:checked {{ background: {t.accent}; border: {t.px(4)}px solid {t.surface}; }}
    QCheckBox::indicator:focus {{ border: 2px solid {t.focus}; }}
    QMenu::indicator {{ margin-left: {t.px(4)}px; width: {t.px(14)}px; height: {t.px(14)}px; }}
    QMenu::indicator:exclusive {{ border-radius: {t.px(7)}px; }}
    QGroupBox {{ border: none; margin-top: {t.px(24)}px; font-weight: 600; }}
    QGroupBox::title {{ subcontrol-origin: margin; left: 0; }}
    QSlider::groove:horizontal {{ height: 4px; background: {t.border}; border-radius: 2px; }}
    QSlider::handle:horizontal {{
        background: {t.accent}; width: {t.px(14)}px; margin: -{t.px(5)}px 0; border-radius: {t.px(7)}px;
    }}
    """


def _frames(t: Tokens) -> str:
    """Roles of QFrame: card, banner with `kind` info, warning or error, line."""
    return f"""
    QFrame[role="card"] {{
        background: {t.raised}; border: 1px solid {t.border}; border-radius: {RADIUS_LARGE}px;
    }}
    QFrame[role="card"][selected="true"] {{ border-color: {t.accent}; background: {t.accent_tint}; }}
    QFrame[role="banner"] {{
        background: {t.accent_tint}; border: 1px solid {t.border}; border-radius: {RADIUS}px;
    }}
    QFrame[role="banner"][kind="warning"] {{ background: {t.warning_tint}; }}
    QFrame[role="banner"][kind="error"] {{ background: {t.danger_tint}; }}
    QFrame[role="line"] {{ background: {t.border}; max-height: 1px; min-height: 1px; border: none; }}
    """


def _focus(t: Tokens) -> str:
    """Come last, so that no rule above hides the ring."""
    return f"""
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus,
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.focus}; }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {t.text}; }}
    QTextEdit[role="plain"]:focus, QPlainTextEdit[role="plain"]:focus, QTextBrowser:focus {{ border: none; }}
    QTreeView::item:focus, QListView::item:focus, QTableView::item:focus {{ border: 1px solid {t.focus}; }}
    QCheckBox:focus, QRadioButton:focus, QTabBar::tab:focus {{ text-decoration: underline; }}
    """
