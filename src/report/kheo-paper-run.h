/*
 * One sheet for each of many units, in one run: into a folder, a file a unit, or bound into one PDF
 * with an outline.
 *
 *   targets ─► for each: read (store's thread) ─► key ─► is it there? ─► pages ─► add ─► finish
 *
 * Each file is whole or not there, whenever the run ends.  A folder remembers what its files were
 * made of, so that a run that was broken off, or is made again after some figures changed, makes
 * only what is not there.  The caller reads and draws: the run knows files.  One thread.
 */
#pragma once

#include "kheo-binder.h"
#include "kheo-units.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 unit;
  char  *name; /* "Xã Ngọc Chiến": the line of the outline */
  char  *file; /* safe on any file system and told apart from all others, without ending */
} KheoPaperTarget;

#define KHEO_EACH_CHILD (-1)

/* The units directly below @above, or all units of a KheoLevel below it, in the order of the tree;
 * @above 0: the whole book, by its only root when there is one.  GArray of KheoPaperTarget. */
GArray *kheo_paper_targets_new (KheoUnitMap *map, gint64 above, int level);

/* @name as a part of a file's name that every file system takes; never empty. */
char *kheo_paper_name_file (const char *name);

typedef struct _KheoPaperRun KheoPaperRun;

/* @ending "pdf", "svg", "png" or that of files which the caller writes; the folder is made.
 * Keeps a reference to @targets. */
KheoPaperRun *
kheo_paper_run_new_folder (GArray *targets, const char *folder, const char *ending, GError **error);
/* @title and @author may be NULL. */
KheoPaperRun *kheo_paper_run_new_bound (
    GArray *targets, const char *path, const char *title, const char *author, GError **error);
/* Before kheo_paper_run_finish(): of a bound run nothing remains. */
void kheo_paper_run_free (KheoPaperRun *self);

guint                  kheo_paper_run_get_n (const KheoPaperRun *self);
const KheoPaperTarget *kheo_paper_run_get_target (const KheoPaperRun *self, guint index);

/* The file of target @index is there and was made of what @key says; counts it as kept. */
gboolean kheo_paper_run_is_there (KheoPaperRun *self, guint index, const char *key);
/* Writes the sheet.  @progress, which may be NULL, is asked between pages. */
gboolean kheo_paper_run_add (KheoPaperRun    *self,
                             guint            index,
                             const KheoPages *pages,
                             const char      *key,
                             KheoProgress    *progress,
                             GError         **error);
/* For a caller that writes files of its own: where to, and that it is there now. */
char    *kheo_paper_run_build_path (const KheoPaperRun *self, guint index);
gboolean kheo_paper_run_note (KheoPaperRun *self, guint index, const char *key, GError **error);

/* Of a bound run: now the file is there. */
gboolean kheo_paper_run_finish (KheoPaperRun *self, GError **error);

guint kheo_paper_run_get_n_made (const KheoPaperRun *self);
guint kheo_paper_run_get_n_kept (const KheoPaperRun *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoPaperRun, kheo_paper_run_free)

G_END_DECLS
