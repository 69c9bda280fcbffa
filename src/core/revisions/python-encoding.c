#include "config.h"

#include <string.h>

#include "core/revisions/python-encoding.h"

typedef enum
{
  CODEC_UTF8,
  CODEC_ASCII,
  CODEC_ICONV,
  CODEC_UNKNOWN,
} Codec;

/* What iconv calls it; the names are normalised as Python does: lower case, "_" as "-". All of them hold ASCII. */
static const struct
{
  const char *python;
  const char *iconv;
} codecs[] = {
  { "latin-1", "ISO-8859-1" },      { "latin1", "ISO-8859-1" },      { "iso-8859-1", "ISO-8859-1" },
  { "iso8859-1", "ISO-8859-1" },    { "l1", "ISO-8859-1" },          { "iso-8859-2", "ISO-8859-2" },
  { "latin2", "ISO-8859-2" },       { "latin-2", "ISO-8859-2" },     { "iso-8859-5", "ISO-8859-5" },
  { "iso-8859-15", "ISO-8859-15" }, { "iso8859-15", "ISO-8859-15" }, { "latin-9", "ISO-8859-15" },
  { "cp1250", "CP1250" },           { "windows-1250", "CP1250" },    { "cp1251", "CP1251" },
  { "windows-1251", "CP1251" },     { "cp1252", "CP1252" },          { "windows-1252", "CP1252" },
  { "koi8-r", "KOI8-R" },           { "koi8-u", "KOI8-U" },          { "gbk", "GBK" },
  { "gb2312", "GB2312" },           { "gb18030", "GB18030" },        { "big5", "BIG5" },
  { "euc-jp", "EUC-JP" },           { "euc-kr", "EUC-KR" },
};

static gboolean
is_ascii (const char *p, gsize length)
{
  /* Four words at a time, which the compiler keeps in wide registers. */
  typedef guint64 Block __attribute__ ((vector_size (32)));

  Block   all = { 0 };
  guint64 rest = 0;

  for (; length >= sizeof all; p += sizeof all, length -= sizeof all)
    {
      Block block;

      memcpy (&block, p, sizeof block);
      all |= block;
    }
  for (; length > 0; p++, length--)
    rest |= (guint8) *p;
  rest |= all[0] | all[1] | all[2] | all[3];

  return (rest & G_GUINT64_CONSTANT (0x8080808080808080)) == 0;
}

/* PEP 263: ^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+) */
static gboolean
find_name_in_comment (const char *line, const char *end, const char **name, gsize *length)
{
  while (line < end && (*line == ' ' || *line == '\t' || *line == '\f'))
    line++;
  if (line >= end || *line != '#')
    return FALSE;

  while ((line = memmem (line, end - line, "coding", strlen ("coding"))) != NULL)
    {
      const char *p = line + strlen ("coding");

      line = p;
      if (p >= end || (*p != ':' && *p != '='))
        continue;
      for (p++; p < end && (*p == ' ' || *p == '\t'); p++)
        ;
      *name = p;
      while (p < end && (g_ascii_isalnum (*p) || *p == '-' || *p == '_' || *p == '.'))
        p++;
      *length = p - *name;
      if (*length > 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_blank_or_comment (const char *line, const char *end)
{
  while (line < end && (*line == ' ' || *line == '\t' || *line == '\f'))
    line++;

  return line >= end || *line == '#' || *line == '\n' || *line == '\r';
}

static gboolean
find_cookie (const char *p, const char *end, const char **name, gsize *length)
{
  for (guint i = 0; i < 2 && p < end && is_blank_or_comment (p, end); i++)
    {
      const char *stop = p;

      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      if (find_name_in_comment (p, stop, name, length))
        return TRUE;
      p = stop + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
    }

  return FALSE;
}

static Codec
find_codec (const char *p, const char *end, const char **iconv_name)
{
  const char      *name;
  gsize            length;
  g_autofree char *normal = NULL;

  if (!find_cookie (p, end, &name, &length))
    return CODEC_UTF8;

  normal = g_ascii_strdown (name, length);
  g_strdelimit (normal, "_", '-');
  if (strcmp (normal, "utf-8") == 0 || strcmp (normal, "utf8") == 0 ||
      g_str_has_prefix (normal, "utf-8-"))
    return CODEC_UTF8;
  if (strcmp (normal, "ascii") == 0 || strcmp (normal, "us-ascii") == 0)
    return CODEC_ASCII;
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (strcmp (normal, codecs[i].python) == 0)
      {
        *iconv_name = codecs[i].iconv;
        return CODEC_ICONV;
      }

  return CODEC_UNKNOWN;
}

static const char *
convert (const char *source, gsize *length, const char *iconv_name, char **converted)
{
  gsize n_written = 0;

  *converted = g_convert (source, *length, "UTF-8", iconv_name, NULL, &n_written, NULL);
  *length = n_written;

  return *converted;
}

const char *
limbeck_python_decode (const char *source, gsize *length, char **converted)
{
  const char *iconv_name = NULL;
  gboolean    has_mark;
  Codec       codec;

  g_return_val_if_fail (source != NULL && length != NULL && converted != NULL, NULL);

  *converted = NULL;
  has_mark = *length >= 3 && memcmp (source, "\357\273\277", 3) == 0;
  if (has_mark)
    {
      source += 3;
      *length -= 3;
    }
  if (memchr (source, '\0', *length) != NULL)
    return NULL;

  codec = find_codec (source, source + *length, &iconv_name);
  if (codec == CODEC_UNKNOWN || (has_mark && codec != CODEC_UTF8))
    return NULL;
  if (is_ascii (source, *length))
    return source;
  if (codec == CODEC_ICONV)
    return convert (source, length, iconv_name, converted);

  return codec == CODEC_UTF8 && g_utf8_validate (source, *length, NULL) ? source : NULL;
}
