/* Sheets that a hurried reader would take wrongly: each must be read right, or say so. */
#include "transfer-book.h"

#define HEADING                                                                                                             \
  "STT;Tên mô hình;Xã, phường;Huyện;Đơn vị thực hiện;Loại hình;Lĩnh vực;Ngày đăng ký;Kinh phí " \
  "(đồng)"
#define ROW_A "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;5.000.000"
#define GOT_A "A|10101|collective|economy|2024|2024-02-01|5000000"

static const TransferCase cases[] = {
  /* Nothing falls through. */
  { "a-column-not-understood-is-told-once",
    HEADING ";Chiều cao cây\n" ROW_A ";12\n2;B;Xã An Bình;Đông Hà;Hội;TT;KT;1/2/2024;;13\n",
    { GOT_A, "B|10101|collective|economy|2024|2024-02-01|" },
    "column-not-taken" },
  { "a-cell-beside-the-table-is-told",
    HEADING "\n" ROW_A ";;hỏi lại\n",
    { GOT_A },
    "cell-not-taken" },
  { "an-empty-unknown-column-is-nothing", HEADING ";Chiều cao cây\n" ROW_A ";\n", { GOT_A }, "" },
  { "text-between-rows-is-told",
    HEADING "\n" ROW_A "\n;Bí thư chi bộ đã ký;;;;;;;\n" ROW_A "\n",
    { GOT_A, GOT_A },
    "row-unclear row-unclear duplicate-row" },
  { "a-code-that-is-not-the-named-units-is-told",
    "STT;Tên mô hình;Mã xã;Xã;Đơn vị;Loại hình;Lĩnh vực;Năm\n"
    "1;A;10101;Xã Tân Mỹ;Hội;TT;KT;2024\n2;B;10101;Xã An Bình;Hội;TT;KT;2024\n",
    { "B|10101|collective|economy|2024||" },
    "unit-conflict" },
  { "a-cell-against-its-group-is-told",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị;Loại hình;Lĩnh vực;Năm\nI;Lĩnh vực kinh tế;;;;;;\n"
    "1;A;Xã An Bình;Đông Hà;Hội;TT;VH-XH;2024\n",
    { "A|10101|collective|culture-society|2024||" },
    "group-conflict" },
  { "letters-that-lost-their-font-are-told",
    HEADING "\n1;X©y dùng n«ng th«n míi, gióp nhau ph¸t triÓn kinh tÕ;Xã An Bình;Đông Hà;Hội;TT;KT;"
            "1/2/2024;\n",
    { "Xây dựng nông thôn mới, giúp nhau phát triển kinh tế|10101|collective|economy|2024|"
      "2024-02-01|" },
    "letters" },
  { "words-that-lost-their-font-are-told",
    HEADING "\n1;Ra m¾t m« hình, ký cam kết;Xã An Bình;Đông Hà;Hội;TT;V¨n hãa – Xã hội;1/2/2024;\n",
    { "Ra mắt mô hình, ký cam kết|10101|collective|culture-society|2024|2024-02-01|" },
    "letters letters" },
  { "a-name-elsewhere-than-the-sheet-says-is-asked",
    HEADING "\n1;A;Xã An Bình;Huyện Mộc Châu;Hội;TT;KT;1/2/2024;\n"
            "2;B;Xã An Bình;Huyện Đông Hạ;Hội;TT;KT;1/2/2024;\n",
    { "B|10101|collective|economy|2024|2024-02-01|" },
    "unit-unknown" },
  { "an-amount-over-several-rows-is-told",
    "<html><table><tr><th>STT<th>Tên mô hình<th>Xã<th>Huyện<th>Đơn vị thực hiện<th>Loại hình"
    "<th>Lĩnh vực<th>Năm<th>Kinh phí (đồng)</tr><tr><td>1<td>A<td rowspan=2>Xã An Bình"
    "<td>Đông Hà<td>Hội<td>TT<td>KT<td>2024<td rowspan=2>5.000.000</tr><tr><td>2<td>B<td>Đông Hà"
    "<td>Hội<td>TT<td>KT<td>2024</tr></table></html>",
    { "A|10101|collective|economy|2024||5000000", "B|10101|collective|economy|2024||" },
    "merged-amount" },
  /* What stands beside nothing else. */
  { "persons-tell-the-kind",
    "STT;Tên mô hình;Xã;Huyện;Họ và tên;Lĩnh vực;Năm\n"
    "1;A;Xã An Bình;Đông Hà;;KT;2024\n2;B;Xã An Bình;Đông Hà;Lò Văn Yến;KT;2024\n",
    { "A|10101|collective|economy|2024||", "B|10101|individual|economy|2024||" },
    "kind-likely" },
  { "a-person-in-every-row-tells-nothing",
    "STT;Tên mô hình;Xã;Huyện;Họ và tên;Lĩnh vực;Năm\n"
    "1;A;Xã An Bình;Đông Hà;Lò Văn Hoà;KT;2024\n2;B;Xã An Bình;Đông Hà;Lò Văn Yến;KT;2024\n",
    { NULL },
    "missing" },
  { "a-misspelt-unit-is-taken-and-told",
    HEADING "\n1;A;Xã An Bìinh;Đông Hà;Hội;TT;KT;1/2/2024;5.000.000\n",
    { GOT_A },
    "unit-likely" },
  { "a-heading-over-one-column-and-the-first",
    "Hình thức;;Tên mô hình;Xã;Huyện;Lĩnh vực;Năm;Chi tiết\nTT;Cá nhân;;;;;;Số người tham gia\n"
    "x;;A;Xã An Bình;Đông Hà;KT;2024;12\n;x;B;Xã Hòa Lạc;Đông Hà;KT;2024;3\n",
    { "A|10101|collective|economy|2024||", "B|10102|individual|economy|2024||" },
    "" },
  { "a-name-over-counted-marks-is-a-group",
    "HUYỆN ỦY ĐÔNG HÀ\nSTT;Tên mô hình;Đơn vị thực hiện;Kinh tế;VH-XH;Năm\n;TẬP THỂ;;1;1;\n1;An "
    "Bình;;1;0;\n"
    ";A;Hội Nông dân;+;;2024\n2;Hòa Lạc;;0;1;\n;B;Đoàn Thanh niên;;+;2024\n",
    { "A|10101|collective|economy|2024||", "B|10102|collective|culture-society|2024||" },
    "" },
  { "a-field-counted-is-no-signature",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện;Loại hình;Năm\nI;VH-XH (1 mô hình);;;;;\n"
    "1;A;Xã An Bình;Đông Hà;Hội;TT;2024\nII;KT (1 mô hình);;;;;\n"
    "1;B;Xã An Bình;Đông Hà;Hội;TT;2024\n",
    { "A|10101|collective|culture-society|2024||", "B|10101|collective|economy|2024||" },
    "" },
  { "an-owner-says-where-the-unit-is-blank",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện;Loại hình;Lĩnh vực;Năm\n"
    "1;A;Xã An Bình;Đông Hà;Hội;TT;KT;2024\n2;B;Xã An Bình;Đông Hà;Hội;TT;KT;2024\n"
    "3;C;;Đông Hà;Công an xã Hòa Lạc;TT;KT;2024\n",
    { "A|10101|collective|economy|2024||", "B|10101|collective|economy|2024||",
      "C|10102|collective|economy|2024||" },
    "unit-likely" },
  { "a-day-in-words-is-no-signature",
    "Tên mô hình;Xã;Huyện;Ngày đăng ký;Loại hình;Lĩnh vực\n"
    "A;Xã An Bình;Đông Hà;ngày 1 tháng 2 năm 2024;TT;KT\n"
    "B;;;ngày 1 tháng 2 năm 2024;TT;KT\n",
    { "A|10101|collective|economy|2024|2024-02-01|",
      "B|10101|collective|economy|2024|2024-02-01|" },
    "" },
/* What stands above a table. */
#define SHORT     "STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện\n1;A;Xã An Bình;Đông Hà;Hội\n"
#define GOT_SHORT "A|10101|collective|economy|2024||"
  { "title-gives-kind-and-field",
    "PHỤ LỤC 2: MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ NĂM 2024\n" SHORT,
    { GOT_SHORT },
    "" },
  { "lines-give-kind-field-and-year",
    "ĐƠN VỊ BÁO CÁO: HUYỆN ỦY ĐÔNG HÀ;;;;Biểu số 1\nDANH SÁCH MÔ HÌNH DÂN VẬN KHÉO TẬP THỂ\n"
    "Lĩnh vực: Phát triển kinh tế\n(Tính đến ngày 31/12/2024)\n" SHORT,
    { GOT_SHORT },
    "" },
  { "title-of-both-kinds-says-none",
    "DANH SÁCH MÔ HÌNH TẬP THỂ, CÁ NHÂN LĨNH VỰC KINH TẾ NĂM 2024\n" SHORT,
    { NULL },
    "missing" },
  { "title-of-two-fields-says-none",
    "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ VÀ VĂN HÓA - XÃ HỘI NĂM 2024\n" SHORT,
    { NULL },
    "missing" },
  { "year-of-the-title-not-of-the-letter",
    "Thực hiện Kế hoạch năm 2023 của Tỉnh ủy\n(Kèm theo Báo cáo số 5 ngày 12/01/2025)\n"
    "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ NĂM 2024\n" SHORT,
    { GOT_SHORT },
    "" },
  { "a-span-of-years-is-no-year",
    "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ GIAI ĐOẠN 2021-2025\n" SHORT,
    { NULL },
    "missing" },
  { "a-period-gives-the-year",
    "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ\n(Từ ngày 01 tháng 01 đến ngày 31/12 năm 2024)\n" SHORT,
    { GOT_SHORT },
    "" },
  { "a-quarter-gives-the-year",
    "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ\nQuý III/2024\n" SHORT,
    { GOT_SHORT },
    "" },
  { "half-a-year-gives-the-year",
    "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ\n6 tháng đầu năm 2024\n" SHORT,
    { GOT_SHORT },
    "" },
  { "a-letters-day-is-told",
    "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ\nĐông Hà, ngày 15 tháng 11 năm 2024\n" SHORT,
    { GOT_SHORT },
    "year-likely" },
  { "a-bare-reporting-unit-is-a-unit",
    "Đơn vị báo cáo: An Bình\nMÔ HÌNH CÁ NHÂN LĨNH VỰC QUỐC PHÒNG - AN NINH NĂM 2024\n"
    "STT;Tên mô hình;Xã;Đơn vị thực hiện\n1;A;Xã Hòa Lạc;Hội\n",
    { "A|10102|individual|defence-security|2024||" },
    "" },
  { "two-tables-with-titles-of-their-own",
    "DANH SÁCH MÔ HÌNH NĂM 2024\nI. MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ\n" SHORT
    "\nII. MÔ HÌNH CÁ NHÂN LĨNH VỰC KINH TẾ\n"
    "STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện\n1;B;Xã An Bình;Đông Hà;Hội\n",
    { GOT_SHORT, "B|10101|individual|economy|2024||" },
    "" },
  { "two-tables-side-by-side",
    "MÔ HÌNH LĨNH VỰC KINH TẾ NĂM 2024\nTập thể;;;;;;Cá nhân\n"
    "STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện;;STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện\n"
    "1;A;Xã An Bình;Đông Hà;Hội;;1;C;Xã Hòa Lạc;Đông Hà;Hội\n"
    "2;B;Xã An Bình;Đông Hà;Hội\n",
    { GOT_SHORT, "B|10101|collective|economy|2024||", "C|10102|individual|economy|2024||" },
    "" },
/* Which unit. */
#define LIST "STT;Tên mô hình;Đơn vị thực hiện;Loại hình;Lĩnh vực;Năm"
  { "groups-without-prefix",
    LIST "\n;Đông Hà;;;;\n;An Bình (1 mô hình);;;;\n1;A;Hội;TT;KT;2024\n;Hòa Lạc;;;;\n"
         "1;B;Hội;TT;KT;2024\nVân Giang;;;;;\n1;An Bình;;;;\n1;C;Hội;TT;KT;2024\n",
    { "A|10101|collective|economy|2024||", "B|10102|collective|economy|2024||",
      "C|10201|collective|economy|2024||" },
    "" },
  { "a-group-that-is-no-unit-is-told",
    LIST ";Xã;Huyện\nKhối Đảng;;;;;;\n1;A;Hội;TT;KT;2024;Xã An Bình;Đông Hà\n",
    { "A|10101|collective|economy|2024||" },
    "group-unknown" },
  { "units-on-the-first-row-only",
    LIST ";Xã;Huyện\n1;A;Hội;TT;KT;2024;Xã An Bình;Đông Hà\n2;B;Hội;TT;KT;2024;;\n"
         "3;C;Hội;TT;KT;2024;Xã Hòa Lạc;\n4;D;Hội;TT;KT;2024;;\n",
    { "A|10101|collective|economy|2024||", "B|10101|collective|economy|2024||",
      "C|10102|collective|economy|2024||", "D|10102|collective|economy|2024||" },
    "" },
  { "an-empty-unit-is-told",
    LIST ";Xã;Huyện\n1;A;Hội;TT;KT;2024;Xã An Bình;Đông Hà\n2;B;Hội;TT;KT;2024;Xã An Bình;Đông Hà"
         "\n3;C;Hội;TT;KT;2024;;Đông Hà\n4;D;Hội;TT;KT;2024;Xã Hòa Lạc;Đông Hà\n",
    { "A|10101|collective|economy|2024||", "B|10101|collective|economy|2024||",
      "C|101|collective|economy|2024||", "D|10102|collective|economy|2024||" },
    "unit-likely" },
  { "the-unit-stands-in-the-owner",
    "HUYỆN ỦY ĐÔNG HÀ\n" LIST "\n1;A;Hội Nông dân xã An Bình;TT;KT;2024\n"
    "2;B;UBMTTQ Thị trấn Đông Hà;TT;KT;2024\n3;C;Hội Phụ nữ;TT;KT;2024\n",
    { "A|10101|collective|economy|2024||", "B|10103|collective|economy|2024||",
      "C|101|collective|economy|2024||" },
    "" },
  { "a-commune-may-name-its-district",
    "ĐẢNG ỦY THỊ TRẤN ĐÔNG HÀ\n" LIST ";Huyện\n1;A;Hội;TT;KT;2024;Huyện Đông Hà\n",
    { "A|101|collective|economy|2024||" },
    "" },
  /* Tables below each other. */
  { "parts-of-a-total-are-no-title",
    "DANH SÁCH MÔ HÌNH NĂM 2024\nI. TẬP THỂ\nSTT;Tên mô hình;Địa bàn;;Đơn vị thực hiện;Lĩnh vực\n"
    ";;Xã;Huyện;;\n1;A;Xã An Bình;Đông Hà;Hội;KT\n;Tổng cộng;;;;\n;Trong đó:;;;;\n;- Tập thể;;;;\n"
    ";- Cá nhân;;;;\n\nII. CÁ NHÂN\nSTT;Tên mô hình;Địa bàn;;Đơn vị thực hiện;Lĩnh vực\n"
    ";;Xã;Huyện;;\n1;B;Xã An Bình;Đông Hà;Hội;KT\n",
    { "A|10101|collective|economy|2024||", "B|10101|individual|economy|2024||" },
    "" },
  { "a-town-in-the-district-of-its-name",
    LIST "\n;I. Đông Hà;;;;\n;1. Đông Hà;;;;\n1;A;Hội;TT;KT;2024\n;2) Hòa Lạc;;;;\n"
         "2;B;Hội;TT;KT;2024\n",
    { "A|10103|collective|economy|2024||", "B|10102|collective|economy|2024||" },
    "" },
  { "prefixes-are-no-numbers",
    LIST "\n;I. H. Đông Hà (2 mô hình);;;;\n;1. X.An Bình: 1 mô hình;;;;\n1;A;Hội;TT;KT;2024\n"
         ";2. X. Hòa Lạc;;;;\n2;B;Hội;TT;KT;2024\n",
    { "A|10101|collective|economy|2024||", "B|10102|collective|economy|2024||" },
    "" },
  { "years-in-communes-in-a-district",
    "STT;Tên mô hình;Đơn vị thực hiện;Loại hình;Lĩnh vực\nI;Đông Hà (2 mô hình);;;\n1;Hòa Lạc;;;\n"
    "1;Năm 2023;;;\n1;A;Hội;TT;KT\n2;Năm 2024;;;\n2;B;Hội;TT;KT\n",
    { "A|10102|collective|economy|2023||", "B|10102|collective|economy|2024||" },
    "" },
  { "sums-of-groups-as-text",
    "STT;Kinh phí (triệu đồng);Tên mô hình;Xã;Huyện;Đơn vị thực hiện;Loại hình;Năm\n"
    ";7;Cộng;;;;;\nA;3;Lĩnh vực VH - XH;;;;;\n1;3;A;Xã An Bình;Đông Hà;Hội;TT;2024\n"
    "B;4;HTCT;;;;;\n2;4;B;Xã An Bình;Đông Hà;Hội;TT;2024\n",
    { "A|10101|collective|culture-society|2024||3000000",
      "B|10101|collective|political-system|2024||4000000" },
    "" },
  { "numbered-communes-where-records-say-little",
    "HUYỆN ỦY ĐÔNG HÀ\nMÔ HÌNH TẬP THỂ NĂM 2024\nTên mô hình;Số người tham gia;Đơn vị thực hiện;"
    "Kinh phí (đồng)\nI. Kinh tế;9;;9\n1- Hòa Lạc;4;;4\nA;4;Hội;4\n2) An Bình;5;;5\nB;3;Hội;3\n"
    "C;2;Hội;2\n",
    { "A|10102|collective|economy|2024||4", "B|10101|collective|economy|2024||3",
      "C|10101|collective|economy|2024||2" },
    "" },
  { "communes-with-a-number-and-nothing-else",
    "TỈNH ỦY SÔNG VÂN\nMÔ HÌNH TẬP THỂ NĂM 2024\nSTT;Tên mô hình;Lĩnh vực;Đơn vị thực hiện\n"
    "I;Đông Hà (2 mô hình);;\n1;Hòa Lạc (1 mô hình);;\n1;A;KT;Hội\n2;An Bình;;\n2;B;KT;Hội\n",
    { "A|10102|collective|economy|2024||", "B|10101|collective|economy|2024||" },
    "" },
  { "a-name-and-sums-alone-are-told",
    "HUYỆN ỦY ĐÔNG HÀ\nMÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ NĂM 2024\n"
    "Tên mô hình;Số người tham gia;Đơn vị thực hiện;Kinh phí (đồng)\n"
    "A;4;Hội;4\nB;4;Hội;4\nHòa Lạc;5;;5\n",
    { "A|101|collective|economy|2024||4", "B|101|collective|economy|2024||4",
      "Hòa Lạc|101|collective|economy|2024||5" },
    "row-unclear" },
  { "more-sums-than-records",
    "HUYỆN ỦY ĐÔNG HÀ\nSTT;Tên mô hình;Số người tham gia;Đơn vị thực hiện;Loại hình;Kinh phí (đồng)"
    "\n;Toàn huyện;5;;;7000000\n;I. Năm 2023;5;;;7000000\n;1) Kinh tế;5;;;7000000\n"
    ";1) Hòa Lạc;5;;;7000000\n1;A;5;Hội;TT;7000000\n",
    { "A|10102|collective|economy|2023||7000000" },
    "" },
  { "shares-of-a-total-are-no-groups",
    LIST ";Xã;Huyện\n;Tổng số;;;;;;\n;Trong đó:;;;;;;\n;- Tập thể: 1;;;;;;\n;- Cá nhân: 0;;;;;;\n"
         "1;A;Hội;;KT;2024;Xã An Bình;Đông Hà\n2;B;Hội;TT;KT;2024;Xã An Bình;Đông Hà\n",
    { "B|10101|collective|economy|2024||" },
    "missing" },
  { "a-heading-again-on-the-next-page",
    "MÔ HÌNH NĂM 2024\n" LIST "\nI;Xã Hòa Lạc;;;;\n1;A;Hội;TT;KT;2024\n\n(tiếp theo);;;;;\n" LIST
    "\n2;B;Hội;TT;KT;2024\n",
    { "A|10102|collective|economy|2024||", "B|10102|collective|economy|2024||" },
    "" },
  { "names-with-words-that-end-names",
    "TỈNH ỦY SÔNG VÂN\nĐơn vị báo cáo: Phường Hoà Thành, Thành phố Vân Giang\n" LIST
    "\n1;A;Trường THCS;TT;KT;2024\n",
    { "A|10202|collective|economy|2024||" },
    "" },
  /* Marks and choices. */
  { "marks-below-a-heading-of-all-sorts",
    "STT;Tên mô hình;Xã;Huyện;Lĩnh vực;Nội dung đăng ký;;;\n;;;;;Tập thể;Cá nhân;Đơn vị thực hiện;"
    "Năm\n1;A;Xã An Bình;Đông Hà;KT;x;;Hội;2024\n",
    { "A|10101|collective|economy|2024||" },
    "" },
  { "choices-with-a-start-of-their-own",
    LIST ";Xã;Huyện\n1;A;Hội;- Tập thể;LV Kinh tế;2024;Xã An Bình;Đông Hà\n",
    { "A|10101|collective|economy|2024||" },
    "" },
  { "plus-and-tick-are-marks",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện;Lĩnh vực;;Loại hình;;Năm\n"
    ";;;;;Kinh tế;VH - XH;Tập thể;Cá nhân;\n(1);(2);(3);(4);(5);(6);(7);(8);(9);(10)\n"
    "1;A;Xã An Bình;Đông Hà;Hội;+;;✓;;2024\n",
    { "A|10101|collective|economy|2024||" },
    "" },
};

/* Lines of a long text are kept, also where it changes its font. */
static void
test_lines (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (
      dir, "a.xls",
      "<html><table><tr><th>STT<th>Tên mô hình<th>Xã<th>Huyện<th>Đơn vị thực hiện<th>Loại hình"
      "<th>Lĩnh vực<th>Năm<th>Nội dung, cách làm</tr><tr><td>1<td>A<td>Xã An Bình<td>Đông Hà"
      "<td>Hội<td>TT<td>KT<td>2024<td>Họp dân<br><font face=\".VnTime\">Lµm ®\u00adêng</font></tr>"
      "</table></html>");
  g_autoptr (GPtrArray) records = NULL;

  transfer_match (import, db);
  transfer_assert_no_findings (import);
  records = transfer_list_records (import);
  g_assert_cmpstr (kheo_record_get_text (records->pdata[0], KHEO_MODEL_CONTENT), ==,
                   "Họp dân\nLàm đường");
}

/* "x. Bản Xá" is no tenth row, "Quận 1" lies in a city that has districts. */
static void
test_names (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) units =
      transfer_read_text (dir, "units.csv",
                          "Tỉnh,Mã tỉnh,Huyện,Mã huyện,Xã,Mã xã\n"
                          "Thành phố Cảng Đông,11,Quận 1,111,Xã Bản Xá,11101\n"
                          "Thành phố Cảng Đông,11,Quận 1,111,Xã Hòa Lạc,11102\n"
                          "Thành phố Cảng Đông,11,Quận 2,112,Xã Hòa Lạc,11201\n");
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (GPtrArray) records = NULL;

  transfer_commit (units, db);
  import = transfer_read_text (dir, "a.csv",
                               "THÀNH ỦY CẢNG ĐÔNG\nQuận 1\nMÔ HÌNH TẬP THỂ NĂM 2024\n"
                               "STT;Tên mô hình;Đơn vị thực hiện\nI. x.Bản Xá;;\na. Kinh tế;;\n"
                               "1;A;Hội\nII. Xã Hòa Lạc;;\na. Kinh tế;;\n2;B;Hội\n");
  transfer_match (import, db);
  transfer_assert_no_findings (import);
  records = transfer_list_records (import);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (transfer_unit_code (import, records->pdata[0]), ==, "11101");
  g_assert_cmpstr (transfer_unit_code (import, records->pdata[1]), ==, "11102");
}

/* "Phường 12" is a name, not twelve of something. */
static void
test_ward (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) units =
      transfer_read_text (dir, "units.csv",
                          "Tỉnh,Mã tỉnh,Huyện,Mã huyện,Xã,Mã xã\n"
                          "Tỉnh Sông Vân,10,Thành phố Vân Giang,102,Phường 12,10212\n"
                          "Tỉnh Sông Vân,10,Huyện Đông Hà,101,Phường 12,10112\n");
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (GPtrArray) records = NULL;

  transfer_commit (units, db);
  import = transfer_read_text (dir, "a.csv",
                               "THÀNH ỦY VÂN GIANG\nPhường 12 - Thành phố Vân Giang\n"
                               "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ NĂM 2024\n"
                               "STT;Tên mô hình;Đơn vị thực hiện\n1;A;Hội\n");
  transfer_match (import, db);
  transfer_assert_no_findings (import);
  records = transfer_list_records (import);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (transfer_unit_code (import, records->pdata[0]), ==, "10212");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/transfer/reading/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], transfer_check_case);
    }
  g_test_add_func ("/transfer/reading/lines-of-rich-text", test_lines);
  g_test_add_func ("/transfer/reading/names-that-look-like-numbers", test_names);
  g_test_add_func ("/transfer/reading/a-ward-of-a-number-in-the-title", test_ward);
  return g_test_run ();
}
