/* --each-child of report and compare: an annex for each unit below. */
#include "kheo-cli-annex.h"

typedef struct
{
  KheoCli            *cli; /* borrowed, as all but the content */
  KheoAnnexQuestion  *question;
  const KheoCliAnnex *options;
  gboolean            with_names;
  KheoAnnexContent   *content; /* of the unit read last */
} Each;

static KheoExit
prepare_each (const GArray *units, gpointer data)
{
  Each *self = data;
  g_autoptr (GError) error = NULL;

  if (kheo_annex_question_prepare (self->question, self->cli->db, units, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
}

static char *
read_each (gint64 unit, gpointer data, KheoExit *out_status)
{
  Each *self = data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->content, kheo_annex_content_free);
  self->question->query->unit = unit;
  self->content = kheo_annex_question_answer (self->question, self->cli->db, self->options->layout,
                                              self->with_names, NULL, &error);
  if (self->content != NULL)
    return kheo_cli_make_annex_key (self->cli->db, self->content, self->options);
  *out_status = kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return NULL;
}

static KheoPages *
make_each (gpointer data, GError **error)
{
  const Each *self = data;

  return kheo_cli_make_annex_pages (self->cli->db, self->content, self->options, error);
}

static KheoExit
write_into (const char *path, gpointer data)
{
  const Each *self = data;

  return kheo_cli_write_annex (self->cli, self->content, self->options, path);
}

KheoExit
kheo_cli_write_each_annex (KheoCli               *cli,
                           const KheoCliChildren *children,
                           KheoAnnexQuestion     *question,
                           const KheoCliAnnex    *options,
                           gboolean               with_names,
                           const char            *output,
                           const char            *ending)
{
  Each                    each = { cli, question, options, with_names, NULL };
  const KheoCliSheetMaker maker = { read_each, make_each, write_into, &each, prepare_each };
  KheoExit status = kheo_cli_children_run (children, cli, question->query, output, ending, &maker);

  g_clear_pointer (&each.content, kheo_annex_content_free);
  return status;
}
