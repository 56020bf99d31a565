/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/file_notes.h"

#include "engine/text.h"

void pb_note_destroyed(size_t destroyed, const pb_findings *findings) {
  if (!destroyed)
    return;
  g_autofree char *count = pb_count_text(destroyed);
  pb_findings_note(
      findings, "destroyed-characters",
      Q_("The file holds %s character that was destroyed before it came here (U+FFFD). Export it "
         "again as UTF-8.",
         "The file holds %s characters that were destroyed before they came here (U+FFFD). Export "
         "it again as UTF-8.",
         (gulong)destroyed),
      count);
}

static void note_assumed(const pb_number_marks *numbers, const pb_findings *findings) {
  if (!numbers->assumed)
    return;
  pb_findings_note(
      findings, "decimal-assumed",
      numbers->decimal == ','
          ? _("No number of the file tells whether “1,234” has decimals or parted thousands; it "
              "is read with decimals. Set decimal = point for the source if it means 1234.")
          : _("No number of the file tells whether “1.234” has decimals or parted thousands; it "
              "is read with decimals. Set decimal = comma for the source if it means 1234."));
}

static void note_sheet(const pb_xlsx_sheet *sheet, const pb_findings *findings) {
  g_autofree char *errors = pb_count_text(sheet->n_errors);
  g_autofree char *uncomputed = pb_count_text(sheet->n_uncomputed);
  g_autofree char *hidden = pb_count_text(sheet->n_hidden_rows);
  if (sheet->n_errors)
    pb_findings_note(
        findings, "error-cells",
        Q_("%1$s cell of the sheet holds an error such as #N/A or #DIV/0! (%2$s); it is read as "
           "missing.",
           "%1$s cells of the sheet hold an error such as #N/A or #DIV/0!, the first in "
           "%2$s; they are read as missing.",
           (gulong)sheet->n_errors),
        errors, sheet->first_error);
  if (sheet->n_uncomputed)
    pb_findings_note(
        findings, "formulas-without-result",
        Q_("%s formula of the sheet has no result; it is read as missing. Open the workbook in "
           "a spreadsheet program and save it again.",
           "%s formulas of the sheet have no result; they are read as missing. Open the "
           "workbook in a spreadsheet program and save it again.",
           (gulong)sheet->n_uncomputed),
        uncomputed);
  if (sheet->n_hidden_rows)
    pb_findings_note(
        findings, "hidden-rows",
        Q_("%s row of the sheet is hidden (perhaps by a filter); it is read as the others. Delete "
           "it if it should not count.",
           "%s rows of the sheet are hidden (perhaps by a filter); they are read as the others. "
           "Delete them if they should not count.",
           (gulong)sheet->n_hidden_rows),
        hidden);
}

void pb_file_notes(const pb_text_file *file, const pb_findings *findings) {
  pb_note_destroyed(file->encoding.destroyed, findings);
  note_assumed(&file->dialect.numbers, findings);
  if (file->sheet)
    note_sheet(file->sheet, findings);
}
