/*
 * Acts of a reform in JSON: an array, or an object with "acts" and perhaps "date" and "decision"
 * {"number", "issued_on", "issuer", "title", "note"}.  An act:
 *
 *   {"act": "merge", "old": ["03646", "Tỉnh Sơn La/Xã Chiềng Cọ"],
 *    "new": {"name": "Phường Tô Hiệu", "code": "03646", "as": "$a"}}
 *
 * "act" is one of kheo_act_kind_parse().  Units are written as on the command line, of the day
 * before;
 * "$a" is the unit that an act called so by "as".  "new" is one object or several: "unit" (one that
 * is there), or "name", "type", "code", "parent"; of a division also "population", "households",
 * "area" (m²).  abolish-level has "level" and "under" instead.
 */
#pragma once

#include "kheo-cli.h"
#include "kheo-reform-acts.h"
#include "kheo-reform.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray         *acts; /* KheoReformAct */
  KheoDate           date; /* unknown: not said */
  KheoReformDecision decision;
} KheoCliActs;

/* @date: of the call, unknown to take the file's. */
gboolean kheo_cli_acts_read (
    KheoCliActs *self, const char *path, KheoDate date, KheoUnits *units, GError **error);
void kheo_cli_acts_clear (KheoCliActs *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoCliActs, kheo_cli_acts_clear)

G_END_DECLS
