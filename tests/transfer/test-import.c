/* One small sheet for each thing that office sheets do. */
#include "transfer-book.h"

#define HEADING                                                                                                             \
  "STT;Tên mô hình;Xã, phường;Huyện;Đơn vị thực hiện;Loại hình;Lĩnh vực;Ngày đăng ký;Kinh phí " \
  "(đồng)\n"

static const TransferCase cases[] = {
  { "plain",
    HEADING
    "1;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội Phụ nữ;Tập thể;Kinh tế;05/02/2024;1.200.000\n",
    { "Đường hoa|10101|collective|economy|2024|2024-02-05|1200000" },
    "" },
  { "one-name-two-districts",
    HEADING "1;A;An Bình;Đông Hà;Hội;TT;KT;1/2/2024;5000000\n"
            "2;B;An Bình;Vân Giang;Hội;CN;VH-XH;1/2/2024;\n",
    { "A|10101|collective|economy|2024|2024-02-01|5000000",
      "B|10201|individual|culture-society|2024|2024-02-01|" },
    "" },
  { "ambiguous-unit-is-refused",
    "STT;Tên mô hình;Xã, phường;Đơn vị thực hiện;Loại hình;Lĩnh vực;Năm\n"
    "1;A;An Bình;Hội;TT;KT;2024\n",
    { NULL },
    "unit-ambiguous" },
  { "unknown-unit-is-refused",
    HEADING "1;A;Xã Không Có;Huyện Đông Hà;Hội;TT;KT;1/2/2024;5\n",
    { NULL },
    "unit-unknown" },
  { "title-gives-year-and-scale",
    "TỈNH ỦY SÔNG VÂN\nDANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2023\n;;;;Đơn vị tính: triệu đồng\n"
    "STT;Tên mô hình;Xã, phường;Huyện;Đơn vị thực hiện;Loại hình;Lĩnh vực;Kinh phí\n"
    "1;A;Xã An Bình;Đông Hà;Hội Nông dân;Tập thể;Kinh tế;2,5\n",
    { "A|10101|collective|economy|2023||2500000" },
    "" },
  { "groups-give-units",
    "STT;Tên mô hình;Đơn vị thực hiện;Loại hình;Lĩnh vực;Năm;Kinh phí (đồng)\n"
    "I;HUYỆN ĐÔNG HÀ;;;;;\n1;Xã Hòa Lạc;;;;;\n1.1;A;Hội ND;TT;KT;2024;3.000.000\n"
    ";Cộng;;;;;3.000.000\n"
    "II;Thành phố Vân Giang;;;;;\n1;Xã Tân Mỹ;;;;;\n1;B;Hội ND;TT;KT;2024;4.000.000\n"
    ";Tổng cộng;;;;;7.000.000\n;Người lập biểu;;;;;\n;Nguyễn Văn A;;;;;\n",
    { "A|10102|collective|economy|2024||3000000", "B|10203|collective|economy|2024||4000000" },
    "" },
  { "groups-give-fields",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện;Loại hình;Năm\n"
    "I;Lĩnh vực kinh tế;;;;;\n1;A;Xã An Bình;Đông Hà;Hội;TT;2024\n"
    "II;Quốc phòng - an ninh;;;;;\n1;B;Xã An Bình;Đông Hà;Hội;TT;2024\n",
    { "A|10101|collective|economy|2024||", "B|10101|collective|defence-security|2024||" },
    "" },
  { "marks",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị;Lĩnh vực;;;;Loại hình;;Năm\n"
    ";;;;;Kinh tế;VH - XH;QP - AN;Hệ thống chính trị;Tập thể;Cá nhân;\n"
    "A;B;1;2;3;4;5;6;7;8;9;10\n"
    "1;A;Xã An Bình;Đông Hà;Hội;x;;;;x;;2024\n2;B;Xã An Bình;Đông Hà;Hội;;;X;;;x;2024\n"
    ";Tổng số;;;;1;;1;;1;1;\n",
    { "A|10101|collective|economy|2024||", "B|10101|individual|defence-security|2024||" },
    "" },
  { "two-marks-are-refused",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị;Lĩnh vực;;Loại hình;Năm\n"
    ";;;;;Kinh tế;VH - XH;;\n1;A;Xã An Bình;Đông Hà;Hội;x;x;TT;2024\n",
    { NULL },
    "marks" },
  { "wrong-total-is-told",
    HEADING "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;1.000.000\n"
            "2;B;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;2.000.000\n;Tổng cộng;;;;;;;4.000.000\n",
    { "A|10101|collective|economy|2024|2024-02-01|1000000",
      "B|10101|collective|economy|2024|2024-02-01|2000000" },
    "total-mismatch" },
  { "english-numbers",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị;Loại hình;Lĩnh vực;Năm;Số người tham gia;Kinh phí (triệu "
    "đồng)\n"
    "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;2024;1,234;1,250.5\n"
    "2;B;Xã An Bình;Đông Hà;Hội;TT;KT;2024;1,250,000;1,250\n",
    { "A|10101|collective|economy|2024||1250500000",
      "B|10101|collective|economy|2024||1250000000" },
    "" },
  { "in-doubt-is-told",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị;Loại hình;Lĩnh vực;Năm;Kinh phí (triệu đồng)\n"
    "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;2024;1.250\n",
    { "A|10101|collective|economy|2024||1250000000" },
    "ambiguous-number" },
  { "in-doubt-with-its-unit-is-told",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị;Loại hình;Lĩnh vực;Năm;Kinh phí\n"
    "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;2024;1,106 tỷ đồng\n"
    "2;B;Xã An Bình;Đông Hà;Hội;TT;KT;2024;5 tỷ 120 triệu\n",
    { "A|10101|collective|economy|2024||1106000000000",
      "B|10101|collective|economy|2024||5120000000" },
    "ambiguous-number" },
  { "dates",
    HEADING
    "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;23-5-2021;\n2;B;Xã An Bình;Đông Hà;Hội;TT;KT;23.05.2021;\n"
    "3;C;Xã An Bình;Đông Hà;Hội;TT;KT;ngày 23 tháng 5 năm 2021;\n"
    "4;D;Xã An Bình;Đông Hà;Hội;TT;KT;5/2021;\n5;E;Xã An Bình;Đông Hà;Hội;TT;KT;năm 2021;\n",
    { "A|10101|collective|economy|2021|2021-05-23|", "B|10101|collective|economy|2021|2021-05-23|",
      "C|10101|collective|economy|2021|2021-05-23|", "D|10101|collective|economy|2021|2021-05|",
      "E|10101|collective|economy|2021|2021|" },
    "" },
  { "bad-value-is-left-empty-and-told",
    HEADING "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;hôm qua;\n",
    { NULL },
    "bad-value missing" },
  { "unknown-choice-is-refused",
    HEADING "1;A;Xã An Bình;Đông Hà;Hội;hai người;KT;1/2/2024;\n",
    { NULL },
    "bad-value" },
  { "amount-with-its-own-unit",
    HEADING "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;\"2,5 triệu đồng\"\n",
    { "A|10101|collective|economy|2024|2024-02-01|2500000" },
    "" },
  { "repeated-row-is-told",
    HEADING
    "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;\n2;A;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;\n",
    { "A|10101|collective|economy|2024|2024-02-01|",
      "A|10101|collective|economy|2024|2024-02-01|" },
    "duplicate-row" },
  { "marks-of-tone-may-be-left-out",
    HEADING "1;A;Xa Hoa Lac;Dong Ha;Hội;TT;KT;1/2/2024;\n",
    { "A|10102|collective|economy|2024|2024-02-01|" },
    "unit-likely" },
  { "tone-placement-is-no-difference",
    HEADING "1;A;P. Hòa Thành;TP Vân Giang;Hội;TT;KT;1/2/2024;\n",
    { "A|10202|collective|economy|2024|2024-02-01|" },
    "" },
  { "district-on-first-row-only",
    HEADING "1;A;An Bình;Đông Hà;Hội;TT;KT;1/2/2024;\n2;B;Hòa Lạc;;Hội;TT;KT;1/2/2024;\n",
    { "A|10101|collective|economy|2024|2024-02-01|",
      "B|10102|collective|economy|2024|2024-02-01|" },
    "" },
  { "nt-is-the-row-above",
    HEADING
    "1;A;Xã An Bình;Đông Hà;Hội ND;TT;KT;1/2/2024;\n2;B;nt;-nt-;như trên;nt;\"\"\"\";3/2/2024;\n",
    { "A|10101|collective|economy|2024|2024-02-01|",
      "B|10101|collective|economy|2024|2024-02-03|" },
    "" },
  { "three-heading-rows-without-merges",
    "STT;Tên mô hình;Địa bàn;;Đơn vị thực hiện;Lĩnh vực;Chi tiết;;;Năm\n"
    ";;Xã;Huyện;;;Hình thức;;Tổng kinh phí;\n;;;;;;Tập thể;CN;;\n"
    "1;A;Xã An Bình;Đông Hà;Hội;KT;x;;5000000;2024\n2;B;Xã An Bình;Đông Hà;Hội;KT;;x;;2024\n",
    { "A|10101|collective|economy|2024||5000000", "B|10101|individual|economy|2024||" },
    "" },
  { "a-short-prefix-is-no-number",
    "HUYỆN ỦY ĐÔNG HÀ\nSTT;Tên mô hình;Đơn vị thực hiện;Loại hình;Lĩnh vực;Năm\n"
    "a. X.An Bình;;;;;\n1. Tập thể;;;;;\n1;A;Hội;;KT;2024\n"
    "b. x.Hòa Lạc;;;;;\n1. Tập thể;;;;;\n1;B;Hội;;KT;2024\n"
    "c. TT. Đông Hà;;;;;\n1. Cá nhân;;;;;\n1;C;Hội;;KT;2024\n",
    { "A|10101|collective|economy|2024||", "B|10102|collective|economy|2024||",
      "C|10103|individual|economy|2024||" },
    "" },
  { "budget-of-the-total-column",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị;Loại hình;Lĩnh vực;Năm;Kinh phí (triệu đồng);;\n"
    ";;;;;;;;Ngân sách;Xã hội hóa;Tổng số\n"
    "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;2024;1;2;3\n",
    { "A|10101|collective|economy|2024||3000000" },
    "column-not-taken column-not-taken" },
  { "a-name-like-a-total-is-data",
    HEADING "1;Cộng đồng tự quản;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;\n"
            ";Cộng đồng vì môi trường;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;\n",
    { "Cộng đồng tự quản|10101|collective|economy|2024|2024-02-01|",
      "Cộng đồng vì môi trường|10101|collective|economy|2024|2024-02-01|" },
    "" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/transfer/import/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], transfer_check_case);
    }
  return g_test_run ();
}
