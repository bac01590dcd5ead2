package read

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// What a file that may hold tables looks like.
const (
	looksZip     = "zip"
	looksBook    = "xlsx"
	looksOldBook = "xls"
	looksXMLBook = "xml workbook"
)

// A signature is how the bytes of a kind of file begin, at an offset, and the
// sentence about such a file.
type signature struct {
	at    int
	bytes string
	key   string
}

var signatures = []signature{
	{0, "\x89PNG\r\n", "read.looks.picture"},
	{0, "\xFF\xD8\xFF", "read.looks.picture"},
	{0, "GIF87a", "read.looks.picture"},
	{0, "GIF89a", "read.looks.picture"},
	{8, "WEBP", "read.looks.picture"},
	{4, "ftypheic", "read.looks.picture"},
	{4, "ftypheix", "read.looks.picture"},
	{4, "ftypmif1", "read.looks.picture"},
	{4, "ftypavif", "read.looks.picture"},
	{0, "II*\x00", "read.looks.picture"},
	{0, "MM\x00*", "read.looks.picture"},
	{0, "8BPS", "read.looks.picture"},
	{0, "\x00\x00\x01\x00", "read.looks.picture"},
	{4, "ftyp", "read.looks.media"},
	{0, "ID3", "read.looks.media"},
	{0, "OggS", "read.looks.media"},
	{0, "fLaC", "read.looks.media"},
	{0, "\x1A\x45\xDF\xA3", "read.looks.media"},
	{8, "WAVE", "read.looks.media"},
	{8, "AVI ", "read.looks.media"},
	{0, "%PDF-", "read.looks.pdf"},
	{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", looksOldBook},
	{0, "{\\rtf", "read.looks.document"},
	{0, "MZ", "read.looks.program"},
	{0, "\x7FELF", "read.looks.program"},
	{0, "\xCF\xFA\xED\xFE", "read.looks.program"},
	{0, "\xCA\xFE\xBA\xBE", "read.looks.program"},
	{0, "\x1F\x8B", "read.looks.archive"},
	{0, "7z\xBC\xAF\x27\x1C", "read.looks.archive"},
	{0, "Rar!\x1A\x07", "read.looks.archive"},
	{0, "SQLite format 3\x00", "read.looks.database"},
	{0, "PAR1", "read.looks.database"},
}

// looks returns "" for a text, what a container looks like, or the key of the
// sentence about a file that holds no table.
func looks(file io.ReaderAt, size int64, head []byte) string {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return archive(file, size, head)
	}
	for _, s := range signatures {
		// MZ and ID3 could begin a text: a binary file has a zero byte soon.
		if len(head) > s.at && bytes.HasPrefix(head[s.at:], []byte(s.bytes)) &&
			(len(s.bytes) > 3 || bytes.IndexByte(head, 0) >= 0 || s.bytes[0] >= 0x7F) {
			if s.key == "read.looks.picture" && s.bytes == "WEBP" && !bytes.HasPrefix(head, []byte("RIFF")) {
				continue
			}
			return s.key
		}
	}
	return looksMarkup(head)
}

// archive tells a workbook from a document from any other archive, and a
// whole one from one that was cut off in the download.
func archive(file io.ReaderAt, size int64, head []byte) string {
	kind := func(names string) string {
		switch {
		case strings.Contains(names, "xl/"):
			return looksBook
		case strings.Contains(names, "word/"), strings.Contains(names, "ppt/"), strings.Contains(names, "mimetype"):
			return "read.looks.document"
		}
		return looksZip
	}
	z, err := zip.NewReader(file, size)
	if err != nil {
		if kind(string(head)) == looksBook || bytes.Contains(head, []byte("[Content_Types].xml")) {
			return "read.looks.xlsx_cut"
		}
		return "read.looks.zip_cut"
	}
	var names strings.Builder
	for i, f := range z.File {
		if i == 1000 {
			break
		}
		names.WriteString(f.Name + "\n")
	}
	return kind(names.String())
}

func looksMarkup(head []byte) string {
	text := bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) == 0 {
		return ""
	}
	low := bytes.ToLower(text[:min(len(text), 512)])
	switch {
	case bytes.HasPrefix(low, []byte("<!doctype html")), bytes.HasPrefix(low, []byte("<html")), bytes.HasPrefix(low, []byte("<head")):
		return "read.looks.html"
	case bytes.HasPrefix(low, []byte("<svg")), bytes.HasPrefix(low, []byte("<?xml")) && bytes.Contains(low, []byte("<svg")):
		return "read.looks.picture"
	case bytes.HasPrefix(low, []byte("<?xml")) && bytes.Contains(low, []byte("office:spreadsheet")):
		return looksXMLBook
	case bytes.HasPrefix(low, []byte("<?xml")):
		return "read.looks.xml"
	case text[0] == '{', text[0] == '[':
		rest := bytes.TrimLeft(text[1:], " \t\r\n")
		if len(rest) == 0 || bytes.IndexByte([]byte("\"{[]}-0123456789tfn"), rest[0]) >= 0 {
			return "read.looks.json"
		}
	}
	return ""
}
