/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/file_notes.h"

#include "engine/text.h"

static void note(const pb_findings *findings, const char *reason, const char *message) {
  pb_findings_add(findings, PB_DIAG_NOTE, reason, 0, 0, NULL, NULL, message);
}

void pb_note_destroyed(size_t destroyed, const pb_findings *findings) {
  if (!destroyed)
    return;
  g_autofree char *message = g_strdup_printf(
      Q_("The file holds %zu character that was destroyed before it came here (U+FFFD). Export it "
         "again as UTF-8.",
         "The file holds %zu characters that were destroyed before they came here (U+FFFD). Export "
         "it again as UTF-8.",
         (gulong)destroyed),
      destroyed);
  note(findings, "destroyed-characters", message);
}

static void note_assumed(const pb_number_marks *numbers, const pb_findings *findings) {
  if (!numbers->assumed)
    return;
  note(findings, "decimal-assumed",
       numbers->decimal == ','
           ? _("No number of the file tells whether “1,234” has decimals or parted thousands; it "
               "is read with decimals. Set decimal = point for the source if it means 1234.")
           : _("No number of the file tells whether “1.234” has decimals or parted thousands; it "
               "is read with decimals. Set decimal = comma for the source if it means 1234."));
}

void pb_file_notes(const pb_text_file *file, const pb_findings *findings) {
  pb_note_destroyed(file->encoding.destroyed, findings);
  note_assumed(&file->dialect.numbers, findings);
}
