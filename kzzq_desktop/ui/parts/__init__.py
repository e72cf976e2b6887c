"""The small pieces every screen is made of. Import them from their modules; nothing here needs the domain or the store.

    text      label(words, role, tone, wrap, width) · Picture(icon, tint, size) · phone_words · set_mark / set_tone
              roles: title head name strong second small mark figure field; tones: over due ok
    layout    row / column(*items, gap, margins): item = widget, layout, None (stretch), n (gap px), (item, stretch)
              card · card_head(words, *items, small=) · page_head(title, *items) · side_panel(layout, 336) · tree_panel
              flow(*widgets) (parts/flow.py): a row that breaks into lines in a narrow window
              ToolRow(tools, *kept) (parts/tools.py): head buttons; the least ones move into 更多 where it is tight
              rule · vrule · note_strip(words, *links, icon, role=note|warn|wrong) · scroll(layout) · hold · frame · clear
              PAGE_MARGINS = (24, 14, 24, 16)
    buttons   button(words, act, role=, icon=, tip=, key=) · main_button (one a screen) · quiet_button · link_button
              phrase_button · shortcut(owner, "F2", act)
    segmented Segmented([(code, words)], on, grow, numbered) .picked(code) .value() .pick() .press(digit)
    marks     Mark(tone, words, pill, icon, part) · State(tone, words, pill=, icon=) · Bar(part, tone) · Chips(words)
              reach_mark(days | None) → Mark with words and part · paint_mark / paint_bar / paint_chips for your own painting
    tiles     Face(key, number, title, place, left, note, mark, icon, vacant) · Tile
    tile_board TileBoard(droppable=) .show_faces(faces, chosen) .picked/.opened/.asked/.dropped(key, ids)
    ticks     Tick(key, words, tail, on) · TickBoard() .show_ticks() .chosen() .set_all() .changed
    avatar    Avatar(name, photo bytes, size)
    timeline  Event(day, what, who, tone, key) · Timeline(events) .opened(key)
    glyph     GlyphSample(letter, words, sizes) .show_picture(PNG): a drawn character as paper shows it
    empty     EmptyState(icon, missing, next_step, plain=(words, icon, act), quiet=(words, act))
    hits      Hit(key, words, detail, kind, icon) · HitList (the drop-down of search box and picker)
    picker    Picker(find, hint) .picked(key) .value() .pick(key): find(typed) → hits; among([(Hit, search text)])
    days      DateBox(day, partial=) .value() .day_changed · read_day(typed)
    filters   filter_box([(code, words)]) · ChoiceBox .picked(code) .value() · tick_box(words)
    dialog    Dialog(parent, title, width).fill(body layout, *actions): Esc closes, `enter` is called on Enter
    fit       Fit(words, need, room): a part that paints words itself has fits(), read by the test that nothing is cut

Beside the parts: ui/table.py RowsTable (its docstring shows the use; Column in ui/table_columns.py), ui/background.py run,
ui/errors.py show_error, ui/ask.py confirm, ui/files.py, ui/form_view.py FormView, ui/screen.py Page / Screen / WindowApi,
ui/memory.py keep / recall (widths and the like), ui/table_tools.py tool_buttons (列 复制 导出… of a list; Column.fact says what
a column holds, table.wall which rows may hang on a wall, table.places where they lie: all that leaves is masked and registered),
ui/ledger_tools.py export_ledger and save_empty_list (the full ledger, the empty list).

Text that a person's name stands in is never elided. One main button a screen. A state is icon + words + tone.
Sizes: theme.px(n) for heights and for widths that hold text (so that 大 and 特大 fit); spacing stays.
"""
