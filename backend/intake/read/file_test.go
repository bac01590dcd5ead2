package read

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
)

// mustWrite writes a file into a folder of the test.
func mustWrite(t testing.TB, name string, raw []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// mustRead returns the cells of a text, each record joined by "|".
func mustRead(t testing.TB, raw string) (*File, []string) {
	t.Helper()
	f, err := Open(t.Context(), mustWrite(t, "export.csv", []byte(raw)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.Tables[0].Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		lines = append(lines, string(bytes.Join(rows.Cells(), []byte("|"))))
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return f, lines
}

// mustRefuse fails unless err is one sentence, in each language, that names
// the file.
func mustRefuse(t *testing.T, err error, name, key string) {
	t.Helper()
	e := fault.Of(err)
	if e == nil {
		t.Fatalf("not refused with a sentence: %v", err)
	}
	if e.Key != key {
		t.Errorf("refused with %s, want %s", e.Key, key)
	}
	for _, code := range lang.Codes {
		if s := e.In(code); !strings.Contains(s, name) || strings.Contains(s, "%!") || s == e.Key {
			t.Errorf("%s says %q", code, s)
		}
	}
}

// zipped is an archive of empty-looking files with those names.
func zipped(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(strings.Repeat("content ", 50))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWrongFilesAreNamedForWhatTheyAre(t *testing.T) {
	book := zipped(t, "[Content_Types].xml", "xl/workbook.xml")
	archive := zipped(t, "Table data.csv")
	pictures := zipped(t, ".DS_Store", "__MACOSX/Table data.csv")
	for name, c := range map[string]struct {
		raw []byte
		key string
	}{
		"shot.png":          {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "read.looks.picture"},
		"photo.jpg":         {[]byte("\xFF\xD8\xFF\xE0\x00\x10JFIF"), "read.looks.picture"},
		"move.gif":          {[]byte("GIF89a\x01\x00\x01\x00"), "read.looks.picture"},
		"web.webp":          {[]byte("RIFF\x24\x00\x00\x00WEBPVP8 "), "read.looks.picture"},
		"phone.heic":        {[]byte("\x00\x00\x00\x18ftypheic\x00\x00"), "read.looks.picture"},
		"drawing.svg":       {[]byte("<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"></svg>"), "read.looks.picture"},
		"clip.mp4":          {[]byte("\x00\x00\x00\x18ftypmp42\x00\x00"), "read.looks.media"},
		"report.pdf":        {[]byte("%PDF-1.7\n%\xe2\xe3"), "read.looks.pdf"},
		"old.xls":           {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x00\x00"), "read.book_damaged"},
		"book.csv":          {book, "read.book_damaged"},
		"cut.xlsx":          {book[:len(book)-40], "read.looks.xlsx_cut"},
		"letter.docx":       {zipped(t, "[Content_Types].xml", "word/document.xml"), "read.looks.document"},
		"download.zip":      {pictures, "read.no_tables"},
		"cut.zip":           {archive[:len(archive)/2], "read.looks.zip_cut"},
		"setup.exe":         {[]byte("MZ\x90\x00\x03\x00\x00\x00"), "read.looks.program"},
		"packed.gz":         {[]byte("\x1f\x8b\x08\x00\x00"), "read.looks.archive"},
		"client.db":         {[]byte("SQLite format 3\x00\x10\x00"), "read.looks.database"},
		"login.csv":         {[]byte("\n<!DOCTYPE html><html><body>Log in</body></html>"), "read.looks.html"},
		"table.xml":         {[]byte("\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook/>"), "read.looks.xml"},
		"data.json":         {[]byte("{\n \"posts\": []}"), "read.looks.json"},
		"noise.csv":         {[]byte("Post ID,Date\n\x00\x01\x02\x00\x00\x03\x00,\x00"), "read.looks.binary"},
		"empty.csv":         {nil, "read.empty"},
		"blank.csv":         {[]byte("\xEF\xBB\xBF\r\n\r\n"), "read.empty"},
		"only a mark.csv":   {[]byte("\xFF\xFE"), "read.empty"},
		"only its sep.csv":  {[]byte("sep=,\n"), "read.empty"},
		"too many columns":  {[]byte(strings.Repeat("a,", MaxColumns+1) + "\n"), "read.columns"},
		"endless quote.csv": {[]byte("a,b\n1,\"" + strings.Repeat("x", MaxRecord+10)), "read.record_long"},
		"long cell.csv":     {[]byte("a,b\n1," + strings.Repeat("x", MaxCell+1) + "\n"), "read.cell_long"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), mustWrite(t, name, c.raw))
			mustRefuse(t, err, name, c.key)
		})
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	folder := t.TempDir()
	_, err := Open(t.Context(), folder)
	mustRefuse(t, err, filepath.Base(folder), "read.folder")
	_, err = Open(t.Context(), filepath.Join(folder, "gone.csv"))
	mustRefuse(t, err, "gone.csv", "read.missing")

	big := filepath.Join(folder, "big.csv")
	if err := os.WriteFile(big, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, 2<<30); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), big)
	mustRefuse(t, err, "big.csv", "read.big")
}

func TestFileThatChangesAfterOpenIsRefused(t *testing.T) {
	path := mustWrite(t, "export.csv", []byte("a,b\n1,2\n"))
	f, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, time.Time{}, f.Modified.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	_, err = f.Tables[0].Rows(t.Context())
	mustRefuse(t, err, "export.csv", "read.changed")
}

func TestOpenStopsWhenCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, mustWrite(t, "a.csv", []byte("a,b\n"))); !fault.Is(err, fault.Canceled) {
		t.Error(err)
	}
}

func TestHashIsOfTheBytes(t *testing.T) {
	raw := "\xEF\xBB\xBFa,b\n1,2\n"
	f, _ := mustRead(t, raw)
	if want := sha256.Sum256([]byte(raw)); f.SHA256 != hex.EncodeToString(want[:]) || f.Size != int64(len(raw)) {
		t.Errorf("%s of %d bytes", f.SHA256, f.Size)
	}
}

// utf16 writes ASCII and Latin text in two bytes a character.
func inUTF16(s string, big bool) string {
	var b strings.Builder
	for _, r := range s {
		if big {
			b.WriteString(string([]byte{byte(r >> 8), byte(r)}))
		} else {
			b.WriteString(string([]byte{byte(r), byte(r >> 8)}))
		}
	}
	return b.String()
}

func TestEncodings(t *testing.T) {
	text := "Fecha,Año\n1,Café\n"
	for name, c := range map[string]struct {
		raw      string
		encoding Encoding
		second   string
	}{
		"utf-8":                  {text, UTF8, "1|Café"},
		"utf-8 with mark":        {"\xEF\xBB\xBF" + text, UTF8, "1|Café"},
		"utf-16le":               {"\xFF\xFE" + inUTF16(text, false), UTF16LE, "1|Café"},
		"utf-16be":               {"\xFE\xFF" + inUTF16(text, true), UTF16BE, "1|Café"},
		"utf-16le without mark":  {inUTF16(text, false), UTF16LE, "1|Café"},
		"utf-16be without mark":  {inUTF16(text, true), UTF16BE, "1|Café"},
		"windows-1252":           {"Fecha,A\xF1o\n1,Caf\xE9\n", Windows1252, "1|Café"},
		"windows-1251":           {"Date,Primary\n1,3.\xE0\xEF\xF0\n", Windows1251, "1|3.апр"},
		"utf-8 with damage":      {"Año,Café\n1," + strings.Repeat("é", 50) + "\xFF\n", UTF8, "1|" + strings.Repeat("é", 50) + "\uFFFD"},
		"accent across a chunk":  {"a,b\n1," + strings.Repeat("x", 256<<10-7) + "é\n", UTF8, "1|" + strings.Repeat("x", 256<<10-7) + "é"},
		"accent cut at the end":  {"a,b\n1,x\xC3", Windows1252, "1|xÃ"},
		"mark of utf-8 repeated": {"\xEF\xBB\xBFa,b\n1,\ufeffx\n", UTF8, "1|\ufeffx"},
	} {
		t.Run(name, func(t *testing.T) {
			f, lines := mustRead(t, c.raw)
			if f.Tables[0].Encoding != c.encoding || len(lines) != 2 || lines[1] != c.second {
				t.Errorf("%s: %.80q", f.Tables[0].Encoding, lines)
			}
		})
	}
}

func TestAWorkbookThatIsNotAsItsChecksumSaysIsRefused(t *testing.T) {
	book := excelize.NewFile()
	if err := errors.Join(book.SetCellValue("Sheet1", "A1", "Reach"), book.SetCellValue("Sheet1", "A2", 73501)); err != nil {
		t.Fatal(err)
	}
	packed, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	parts, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var stored bytes.Buffer
	z := zip.NewWriter(&stored)
	for _, part := range parts.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Store})
		if err == nil {
			_, err = io.Copy(out, in)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	open := func(raw []byte) error {
		_, err := Open(t.Context(), mustWrite(t, "book.xlsx", raw))
		return err
	}
	if err := open(stored.Bytes()); err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(stored.Bytes(), []byte("73501"), []byte("73500"), 1)
	if f := fault.Of(open(changed)); f == nil || f.Key != "read.book_damaged" {
		t.Errorf("a changed number is read: %v", f)
	}
}
