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
  { "a-cell-against-its-group-is-told",
    "STT;Tên mô hình;Xã;Huyện;Đơn vị;Loại hình;Lĩnh vực;Năm\nI;Lĩnh vực kinh tế;;;;;;\n"
    "1;A;Xã An Bình;Đông Hà;Hội;TT;VH-XH;2024\n",
    { "A|10101|collective|culture-society|2024||" },
    "group-conflict" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/transfer/reading/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], transfer_check_case);
    }
  return g_test_run ();
}
