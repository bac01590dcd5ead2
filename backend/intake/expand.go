package intake

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// mostFiles is how many files are taken in at once.
const mostFiles = 2000

// tableNames are the endings of files that may hold a table.
var tableNames = []string{".csv", ".tsv", ".txt", ".xlsx", ".xls", ".zip"}

// Expand lists the files that paths stand for: those in a folder and its folders
// that may hold a table, and those in an archive that is no single export, which
// are unpacked into folders below to. Links are not followed. A path that cannot
// be read stays as it is, and is refused when its turn comes.
func Expand(ctx context.Context, to string, paths []string) ([]string, error) {
	all := []string{}
	for _, p := range paths {
		info, err := os.Lstat(p)
		if err != nil || !info.IsDir() {
			all = append(all, p)
			continue
		}
		err = filepath.WalkDir(p, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return fault.New(fault.Canceled, "fault.canceled")
			case err != nil:
				return nil // a folder that cannot be read
			case strings.HasPrefix(entry.Name(), ".") || entry.Name() == "__MACOSX":
				if entry.IsDir() && path != p {
					return filepath.SkipDir
				}
				return nil
			case !entry.Type().IsRegular() || !slices.Contains(tableNames, strings.ToLower(filepath.Ext(entry.Name()))):
				return nil
			}
			if all = append(all, path); len(all) > mostFiles {
				return fault.New(fault.Invalid, "intake.many_files", mostFiles)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	files := []string{}
	for _, p := range all {
		if strings.ToLower(filepath.Ext(p)) != ".zip" {
			files = append(files, p)
			continue
		}
		inner, err := unpackArchive(ctx, to, p)
		if err != nil {
			return nil, err
		}
		files = append(files, inner...)
	}
	if len(files) > mostFiles {
		return nil, fault.New(fault.Invalid, "intake.many_files", mostFiles)
	}
	return files, nil
}

// unpackArchive unpacks an archive that is no single export, and lists what was
// in it; any other file stays itself.
func unpackArchive(ctx context.Context, to, archive string) ([]string, error) {
	f, err := read.Open(ctx, archive)
	if fault.Is(err, fault.Canceled) {
		return nil, err
	}
	if err != nil || !f.Archive {
		return []string{archive}, nil
	}
	m, err := format.Recognise(ctx, f)
	if fault.Is(err, fault.Canceled) {
		return nil, err
	}
	if err == nil && m.One() {
		return []string{archive}, nil
	}
	folder := filepath.Join(to, f.SHA256[:16])
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make a folder to unpack %s: %w", f.Name, err)
	}
	z, err := zip.OpenReader(archive)
	if err != nil {
		return []string{archive}, nil
	}
	defer z.Close()
	var files []string
	var total uint64
	for _, entry := range z.File {
		name := path.Base(strings.ReplaceAll(entry.Name, `\`, "/"))
		if entry.FileInfo().IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(entry.Name, "__MACOSX/") ||
			!slices.Contains(tableNames, strings.ToLower(path.Ext(name))) {
			continue
		}
		if total += entry.UncompressedSize64; total > read.MaxSize || len(files) == mostFiles {
			return []string{archive}, nil // refused when its turn comes
		}
		file, err := unpackEntry(ctx, folder, name, entry)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	if len(files) == 0 {
		return []string{archive}, nil
	}
	return files, nil
}

// unpackEntry writes one file of an archive into a folder, under a name that no
// other has there.
func unpackEntry(ctx context.Context, folder, name string, entry *zip.File) (string, error) {
	// What other systems do not allow in a name, and what leads out of the folder.
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name)
	at := filepath.Join(folder, name)
	for i := 2; ; i++ {
		if info, err := os.Stat(at); err != nil || info.ModTime().Equal(entry.Modified) && uint64(info.Size()) == entry.UncompressedSize64 {
			break
		}
		ext := filepath.Ext(name)
		at = filepath.Join(folder, fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), i, ext))
	}
	from, err := entry.Open()
	if err != nil {
		return "", fault.New(fault.Invalid, "read.looks.zip_cut", name)
	}
	defer from.Close()
	file, err := os.OpenFile(at, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("unpack %s: %w", name, err)
	}
	n, err := io.Copy(file, io.LimitReader(stoppable{ctx, from}, int64(entry.UncompressedSize64)+1))
	if err = errors.Join(err, file.Close()); err == nil && n > int64(entry.UncompressedSize64) {
		err = zip.ErrFormat
	}
	if ctx.Err() != nil {
		return "", fault.New(fault.Canceled, "fault.canceled")
	}
	if err != nil {
		return "", fault.New(fault.Invalid, "read.looks.zip_cut", name)
	}
	if !entry.Modified.IsZero() {
		// The day when a file was written tells the year of one without years.
		_ = os.Chtimes(at, entry.Modified, entry.Modified)
	}
	return at, nil
}
