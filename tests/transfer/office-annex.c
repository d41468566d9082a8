#include "office-annex.h"

KheoAnnexSpec
office_spec (KheoAnnexStyle style, gboolean landscape, KheoAnnexTable *table)
{
  static const char *const recipients[] = { "Như trên", "Lưu VP", NULL };
  KheoPaper                paper;
  KheoAnnexSpec            spec;

  g_assert_true (kheo_paper_parse ("A4", landscape, &paper, NULL));
  kheo_annex_spec_init (&spec, style, paper);
  spec.superior_body = "TỈNH ỦY QUẢNG NINH";
  spec.issuing_body = "BAN TUYÊN GIÁO VÀ DÂN VẬN";
  spec.number = "Số 05-BC/BTGDVTU";
  spec.place_date = "Hạ Long, ngày 05 tháng 02 năm 2026";
  spec.title = "DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO”";
  spec.subtitle = "Tỉnh Quảng Ninh, năm 2022";
  spec.left = (KheoAnnexSignature){ NULL, "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", NULL };
  spec.right = (KheoAnnexSignature){ "T/M BAN THƯỜNG VỤ", "TRƯỞNG BAN", NULL, "Nguyễn Văn Khéo" };
  spec.recipients = recipients;
  spec.table = table;
  return spec;
}

char *
office_write (KheoTestDir *dir, const KheoAnnexSpec *spec, const char *name)
{
  char *path = kheo_test_dir_build (dir, name);
  g_autoptr (GError) error = NULL;
  gboolean ok = kheo_annex_file_write (spec, path, "Ban Dân vận", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  return path;
}
