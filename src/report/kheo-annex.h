/*
 * The annex (phụ lục) of a report: heading blocks of the Party (05-HD/VPTW) or of the Front and
 * the state (Nghị định 30/2020), a table over as many pages as it needs, signatures.  domain.md §6.
 * Plain values in, pages out.
 */
#pragma once

#include "kheo-annex-table.h"
#include "kheo-pages.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_ANNEX_PARTY, /* ĐẢNG CỘNG SẢN VIỆT NAM; asterisk below the issuing body */
  KHEO_ANNEX_FRONT, /* quốc hiệu and tiêu ngữ with rules; also state bodies */
} KheoAnnexStyle;

/* "party", "front" as in cli.md. */
gboolean kheo_annex_style_from_name (const char *name, KheoAnnexStyle *out_style);

typedef struct
{
  const char *authority; /* "T/M BAN THƯỜNG VỤ", "TM. BAN THƯỜNG TRỰC"; bold; may be NULL */
  const char *post;      /* "TRƯỞNG BAN", "NGƯỜI LẬP BIỂU" */
  const char *note;      /* "(Ký, ghi rõ họ tên)"; italic; may be NULL */
  const char *name;      /* bold, below room for the signature; may be NULL */
} KheoAnnexSignature;

typedef enum
{
  KHEO_ANNEX_CODES_NONE,
  KHEO_ANNEX_CODES_NUMBERED, /* (1) (2) (3) … */
  KHEO_ANNEX_CODES_LETTERED, /* as statistical forms: A B for words, 1 2 3 … for numbers */
} KheoAnnexCodeRow;

/* All strings borrowed until kheo_annex_paginate() returns; NULL leaves the part out. */
typedef struct
{
  KheoAnnexStyle     style;
  const char        *superior_body; /* "TỈNH ỦY QUẢNG NINH" */
  const char        *issuing_body;  /* "BAN TUYÊN GIÁO VÀ DÂN VẬN" */
  const char        *number;        /* "Số 05-BC/BTGDVTU" */
  const char        *place_date;    /* "Hạ Long, ngày 05 tháng 02 năm 2026" */
  const char        *annex_number;  /* "PHỤ LỤC 1"; NULL is "PHỤ LỤC", "" none */
  const char        *title;         /* bold, below */
  const char        *subtitle;      /* unit, period, clock */
  const char        *attached_to;   /* "(Kèm theo Báo cáo số … ngày …)"; italic */
  const char        *unit_line;     /* "Đơn vị tính: mô hình"; right, above the table */
  const char        *note;          /* source and date of the figures, below the table */
  KheoAnnexTable    *table;
  KheoAnnexCodeRow   code_row; /* below the heading of the table */
  KheoAnnexSignature left, right;
  const char *const *recipients; /* "Nơi nhận", NULL-terminated; NULL: none */
  /* The frame of a state statistical form in place of the heading blocks: code and legal base at
   * the left, title in the middle, sender and receiver at the right; place and date stand above the
   * signature. */
  gboolean    is_form;
  const char *form_code;  /* "Biểu số 02-DVK" */
  const char *legal_base; /* "Ban hành kèm theo …" */
  const char *as_of;  /* "(Có đến ngày 31/12/2025)"; below the title; also without the frame */
  const char *sender; /* NULL: the issuing body */
  const char *receiver;
  KheoPaper   paper;
  /* millimetres; kheo_annex_spec_init(): 20, 20, 30, 15 */
  double      margin_top, margin_bottom, margin_left, margin_right;
  double      font_size;   /* of the table, points; 11 */
  const char *font_family; /* NULL: Times New Roman if it is there, else Noto Serif, … */
} KheoAnnexSpec;

/* Sets the defaults above; everything else is 0 or NULL. */
void kheo_annex_spec_init (KheoAnnexSpec *spec, KheoAnnexStyle style, KheoPaper paper);

/* The widths of the columns on this paper and the size of the type in the table, all in points:
 * what other writers of the same annex take over.  Free the widths. */
double *kheo_annex_measure_columns (const KheoAnnexSpec *spec, double *out_font_size);

/* The widths of recipients, left and right signature where all three stand beside each other. */
void kheo_annex_measure_signing (const KheoAnnexSpec *spec, double widths[3]);

/* What stands below the heading of @column. */
char *kheo_annex_format_code (const KheoAnnexTable *table, KheoAnnexCodeRow codes, guint column);

/* "- Như trên," of the Party and "- Như trên;" of the state as it stands below "Nơi nhận"; the last
 * ends with a full stop. */
char *kheo_annex_format_recipient (const KheoAnnexSpec *spec, guint index);

/* NULL only when @progress was cancelled or the paper is too small for its margins.  @progress may
 * be NULL. */
KheoPages *kheo_annex_paginate (const KheoAnnexSpec *spec, KheoProgress *progress, GError **error);

G_END_DECLS
