/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/source_row.h"

#include "engine/text.h"

const pb_cell *pb_source_cell(const pb_source_row *row, size_t role) {
  int column = row->roles->column[role];
  return column < 0 ? NULL : &row->cells[column];
}

const pb_cell *pb_source_present(const pb_source_row *row, size_t role) {
  const pb_cell *cell = pb_source_cell(row, role);
  return cell && !pb_is_missing(cell->text, cell->length, row->marks) ? cell : NULL;
}

static void add(const pb_source_row *row, size_t role, pb_diag_severity severity,
                const char *reason, const char *format, va_list arguments) {
  int column = row->roles->column[role];
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  const char *value = column < 0 ? NULL : row->cells[column].text;
  if (column >= (int)row->n_own)
    column = row->across; /* what stands in a header is found there, a constant nowhere */
  pb_findings_add(&row->findings, severity, reason, row->line, column < 0 ? 0 : (size_t)column + 1,
                  column < 0 ? NULL : row->headers[column], value, message);
}

pb_row_fate pb_source_reject(const pb_source_row *row, size_t role, const char *reason,
                             const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  add(row, role, PB_DIAG_REJECTED, reason, format, arguments);
  va_end(arguments);
  return PB_ROW_REJECTED;
}

pb_row_fate pb_source_reject_value(const pb_source_row *row, size_t role, pb_value_status status) {
  const pb_cell *cell = pb_source_cell(row, role);
  g_autofree char *shown = pb_mask_value(cell ? cell->text : "");
  switch (status) {
  case PB_VALUE_MISSING:
    return pb_source_reject(row, role, "missing", _("The cell is empty; the row is not used."));
  case PB_VALUE_NOT_A_NUMBER:
    return pb_source_reject(row, role, pb_value_reason(status),
                            _("“%s” is not a number; the row is not used."), shown);
  case PB_VALUE_NOT_WHOLE:
    return pb_source_reject(row, role, pb_value_reason(status),
                            _("“%s” is not a whole number; the row is not used."), shown);
  case PB_VALUE_TOO_LARGE:
    return pb_source_reject(row, role, pb_value_reason(status),
                            _("“%s” is too large; the row is not used."), shown);
  case PB_VALUE_NOT_A_PERIOD:
    return pb_source_reject(row, role, pb_value_reason(status),
                            _("“%s” is not a year, quarter or month; the row is not used."), shown);
  case PB_VALUE_WEEK:
    return pb_source_reject(row, role, pb_value_reason(status),
                            _("“%s” is a week; years, quarters and months can be used. A week may "
                              "belong to two months, so it cannot be added up here: export the "
                              "table by month, quarter or year."),
                            shown);
  case PB_VALUE_NO_SUCH_TIME:
    return pb_source_reject(row, role, pb_value_reason(status),
                            _("“%s” is a date or time that does not exist; the row is not used."),
                            shown);
  case PB_VALUE_TWO_DIGIT_YEAR:
    return pb_source_reject(row, role, pb_value_reason(status),
                            _("“%s” has a year of two digits, so it may be another date; the row "
                              "is not used. Export dates with four digits for the year: "
                              "2024-05-03."),
                            shown);
  default:
    return pb_source_reject(row, role, pb_value_reason(status),
                            _("“%s” is not a date or time; the row is not used."), shown);
  }
}

pb_row_fate pb_source_reject_destroyed(const pb_source_row *row, size_t role) {
  const pb_cell *cell = pb_source_cell(row, role);
  g_autofree char *shown = pb_mask_value(cell ? cell->text : "");
  return pb_source_reject(row, role, "destroyed-text",
                          _("Letters of “%s” were destroyed before the file came here; the row is "
                            "not used. Export the table again as UTF-8, or with the municipality's "
                            "code in the cell."),
                          shown);
}

pb_row_fate pb_source_reject_municipality(const pb_source_row *row, size_t role,
                                          const pb_names_index *names) {
  static const char reason[] = "unknown-municipality";
  const char *text = pb_source_cell(row, role)->text;
  if (!*text)
    return pb_source_reject_value(row, role, PB_VALUE_MISSING);
  if (pb_is_destroyed(text))
    return pb_source_reject_destroyed(row, role);
  g_autofree char *shown = pb_mask_value(text);
  const char *near = pb_names_nearest_place(names, text);
  if (near)
    return pb_source_reject(row, role, reason,
                            _("“%s” is not the code or name of a municipality; the row is not "
                              "used. Did you mean “%s”?"),
                            shown, near);
  if (g_ascii_isdigit(*text))
    return pb_source_reject(
        row, role, reason,
        _("“%s” is not the code or name of a municipality; the row is not used."), shown);
  return pb_source_reject(
      row, role, reason,
      _("“%s” is not the name of a municipality; the row is not used. Districts "
        "and other parts of a municipality cannot be used here."),
      shown);
}

void pb_source_note(const pb_source_row *row, size_t role, const char *reason, const char *format,
                    ...) {
  va_list arguments;
  va_start(arguments, format);
  add(row, role, PB_DIAG_NOTE, reason, format, arguments);
  va_end(arguments);
  if (row->noted)
    *row->noted = reason;
}

pb_row_fate pb_source_leave_out(const pb_source_row *row, const char *reason) {
  if (row->noted)
    *row->noted = reason;
  return PB_ROW_LEFT_OUT;
}
