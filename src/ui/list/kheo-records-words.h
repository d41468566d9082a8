/* What the page of a register says.  Main thread. */
#pragma once

#include "kheo-registers.h"

G_BEGIN_DECLS

/* All translated when given out by the functions below; N_() in the table. */
typedef struct
{
  const KheoRegister *reg;
  const char         *unreadable, *undeletable, *unchangeable; /* what could not be done */
  const char         *saved;
  const char         *add, *add_hint; /* of the button */
  const char         *empty, *empty_hint, *filtered_hint;
  const char         *export_title, *export_file;
} KheoRecordsWords;

/* Never NULL: of a register that has none those of models. */
const KheoRecordsWords *kheo_records_words (const KheoRegister *reg);
/* "1.921 mô hình"; owned by the caller, as the next ones. */
char *kheo_records_count (const KheoRegister *reg, guint n);
char *kheo_records_tell_deleted (const KheoRegister *reg, guint n);
char *kheo_records_tell_written (const KheoRegister *reg, guint n);
/* Of matters: "3 nhiệm vụ đã được đánh dấu hoàn thành". */
char *kheo_records_tell_done (const KheoRegister *reg, guint n);

G_END_DECLS
