/*
 * Units in time: `unit` is identity, `unit_version` what it was when, `succession` what became of
 * it.  Codes and names are never identity.  Store's thread; writes inside a history action.
 */
#pragma once

#include "kheo-date.h"
#include "kheo-db.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_LEVEL_PROVINCE,
  KHEO_LEVEL_DISTRICT, /* until 30/6/2025 */
  KHEO_LEVEL_COMMUNE,
  KHEO_LEVEL_HAMLET,
  KHEO_LEVEL_ORGANISATION,
} KheoLevel;

typedef enum
{
  KHEO_BRANCH_TERRITORY,
  KHEO_BRANCH_PARTY,
  KHEO_BRANCH_FRONT,
} KheoBranch;
#define KHEO_N_BRANCHES 3

/* The kinds of unit of domain.md §4.2: a static table.  @value is what is stored and in JSON:
 * province, city (centrally run) | district, urban-district, town, provincial-city | commune, ward,
 * township, special-zone | hamlet (thôn), ban, ap, buon, khom, residential-group (tổ dân phố),
 * khu-pho, residential-area, tieu-khu, lien-khu | party-committee, front-committee, office,
 * organisation, association, armed-forces, business, other */
typedef struct
{
  const char *value;
  const char *label; /* N_() "Commune" */
  const char *prefix; /* what stands before the name in Vietnamese: "Xã", "Phường"; "" when none */
  const char *short_prefixes; /* match keys '|'-separated: "x|xa" */
  KheoLevel   level;
  KheoBranch  branch;
} KheoUnitType;

const KheoUnitType *kheo_unit_type_find (const char *value); /* NULL when unknown */
const KheoUnitType *kheo_unit_type_of_name (const char *name,
                                            KheoLevel level_hint); /* by its prefix; hint -1: any */
const KheoUnitType *kheo_unit_types (guint *out_n);
const char         *kheo_level_name (KheoLevel level);  /* "province" …: JSON */
const char         *kheo_level_label (KheoLevel level); /* translated */
gboolean            kheo_branch_parse (const char *text, KheoBranch *out_branch);
const char         *kheo_branch_name (KheoBranch branch);  /* "territory" …: CLI and JSON */
const char         *kheo_branch_label (KheoBranch branch); /* translated: "Territory" */

/* Every version is valid from @valid_from to @valid_to, both inclusive; KHEO_DATE_UNKNOWN: not
 * known / no end known.  @name is whole, with its prefix: "Xã Ngọc Chiến". */
typedef struct
{
  gint64              id; /* of the version */
  gint64              unit_id;
  KheoDate            valid_from, valid_to;
  char               *name;
  const KheoUnitType *type;
  char               *code;      /* NULL: none */
  gint64              parent_id; /* 0: a root */
  char               *document;  /* decision that made it, or NULL */
} KheoUnitVersion;

void kheo_unit_version_clear (KheoUnitVersion *version);

/* New identity with its first version; gives ids in @version (0 before). */
gboolean kheo_unit_table_insert (KheoDb *db, KheoUnitVersion *version, GError **error);
gboolean kheo_unit_table_insert_version (KheoDb *db, KheoUnitVersion *version, GError **error);
gboolean
kheo_unit_table_update_version (KheoDb *db, const KheoUnitVersion *version, GError **error);
gboolean kheo_unit_table_delete_version (KheoDb *db, gint64 version_id, GError **error);
/* Refused by foreign keys while anything refers to it. */
gboolean kheo_unit_table_delete (KheoDb *db, gint64 unit_id, GError **error);
/* All versions of one unit, oldest first: GArray of KheoUnitVersion with clear func. */
GArray *kheo_unit_table_list_versions (KheoDb *db, gint64 unit_id, GError **error);
/* All versions of all units, for KheoUnits; unit by unit, oldest first. */
typedef void (*KheoUnitVersionFunc) (const KheoUnitVersion *version, gpointer user_data);
gboolean
kheo_unit_table_foreach (KheoDb *db, KheoUnitVersionFunc func, gpointer user_data, GError **error);

/* The same as the table lies, which is quicker: versions by their ids, each with its stored sort
 * key
 * (@size 0: none). */
typedef void (*KheoUnitKeyFunc) (const KheoUnitVersion *version,
                                 const guint8          *key,
                                 gsize                  size,
                                 gpointer               user_data);
gboolean
kheo_unit_table_scan (KheoDb *db, KheoUnitKeyFunc func, gpointer user_data, GError **error);

/* By what a divided unit is apportioned to its parts. */
typedef enum
{
  KHEO_BASIS_NONE,       /* it is not: what it had stays where it surely is */
  KHEO_BASIS_POPULATION, /* people */
  KHEO_BASIS_HOUSEHOLDS,
  KHEO_BASIS_AREA,  /* m² */
  KHEO_BASIS_EQUAL, /* needs no amounts */
} KheoBasis;
#define KHEO_N_BASES 5
#define KHEO_NO_AMOUNTS                                                                            \
  {                                                                                                \
    -1, -1, -1, -1, -1                                                                             \
  }

gboolean    kheo_basis_parse (const char *text, KheoBasis *out_basis);
const char *kheo_basis_name (KheoBasis basis);  /* "none", "population" …: CLI and JSON */
const char *kheo_basis_label (KheoBasis basis); /* translated, inside a sentence: "population" */

typedef struct
{
  gint64   id;
  gint64   old_id, new_id;
  gboolean whole; /* FALSE: a part */
  KheoDate date;
  gint64   reform_id; /* 0: not of a reform of this book */
  /* By basis: how much of the old unit went this way, -1: not known; always so for none, equal. */
  gint64 weights[KHEO_N_BASES];
} KheoSuccession;

/* Inserts without its weights; they are set one by one. */
gboolean kheo_succession_insert (KheoDb         *db,
                                 KheoSuccession *succession,
                                 const char     *document,
                                 GError        **error);
GArray  *kheo_succession_list (KheoDb *db, GError **error); /* of KheoSuccession */
/* One of them; FALSE without @error: there is none. */
gboolean kheo_succession_get (KheoDb *db, gint64 id, KheoSuccession *out, GError **error);
/* With its amounts. */
gboolean kheo_succession_delete (KheoDb *db, gint64 id, GError **error);
/* @basis: one that has amounts; -1 takes the amount away. */
gboolean kheo_succession_set_weight (
    KheoDb *db, gint64 succession_id, KheoBasis basis, gint64 amount, GError **error);

G_END_DECLS
