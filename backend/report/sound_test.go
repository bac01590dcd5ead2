package report

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sound checks what makes Excel offer a repair: parts that are no XML,
// relations to parts that are not there, parts without a type, tables whose
// ranges and headers do not fit their sheet, cells out of order.
func sound(t *testing.T, file string) {
	t.Helper()
	parts := unpack(t, file)
	for name, body := range parts {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		decode := xml.NewDecoder(strings.NewReader(body))
		for {
			if _, err := decode.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s is no XML: %v", name, err)
				break
			}
		}
	}
	types := parse[struct {
		Override []struct {
			PartName string `xml:",attr"`
		}
	}](t, parts, "[Content_Types].xml")
	typed := map[string]bool{}
	for _, o := range types.Override {
		if typed[o.PartName] {
			t.Errorf("%s has two types", o.PartName)
		}
		typed[o.PartName] = true
		if _, there := parts[strings.TrimPrefix(o.PartName, "/")]; !there {
			t.Errorf("%s has a type and is not there", o.PartName)
		}
	}
	for name := range parts {
		if strings.HasSuffix(name, ".xml") && strings.HasPrefix(name, "xl/") && !typed["/"+name] {
			t.Errorf("%s has no type", name)
		}
		if strings.HasSuffix(name, ".rels") {
			soundRelations(t, parts, name)
		}
	}
	names, ids := map[string]bool{}, map[string]bool{}
	for name := range parts {
		if strings.HasPrefix(name, "xl/tables/") {
			soundTable(t, parts, name, names, ids)
		}
		if strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") {
			soundSheet(t, parts, name)
		}
	}
}

func unpack(t *testing.T, file string) map[string]string {
	t.Helper()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	parts := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if _, twice := parts[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		parts[f.Name] = string(body)
	}
	return parts
}

func parse[T any](t *testing.T, parts map[string]string, name string) T {
	t.Helper()
	var value T
	if err := xml.Unmarshal([]byte(parts[name]), &value); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return value
}

type relations struct {
	Relationship []struct {
		ID         string `xml:"Id,attr"`
		Target     string `xml:",attr"`
		TargetMode string `xml:",attr"`
	}
}

func soundRelations(t *testing.T, parts map[string]string, name string) {
	t.Helper()
	folder := path.Dir(path.Dir(name))
	ids := map[string]bool{}
	for _, r := range parse[relations](t, parts, name).Relationship {
		if ids[r.ID] {
			t.Errorf("%s: two relations %s", name, r.ID)
		}
		ids[r.ID] = true
		if r.TargetMode == "External" {
			if !webLink(r.Target) {
				t.Errorf("%s links to %q", name, r.Target)
			}
			continue
		}
		target := path.Join(folder, r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = strings.TrimPrefix(r.Target, "/")
		}
		if _, there := parts[target]; !there {
			t.Errorf("%s points to %s, which is not there", name, target)
		}
	}
}

type tablePart struct {
	ID          string `xml:"id,attr"`
	Name        string `xml:"displayName,attr"`
	Ref         string `xml:"ref,attr"`
	TableColumn []struct {
		Name string `xml:"name,attr"`
	} `xml:"tableColumns>tableColumn"`
}

func soundTable(t *testing.T, parts map[string]string, name string, names, ids map[string]bool) {
	t.Helper()
	table := parse[tablePart](t, parts, name)
	if names[strings.ToLower(table.Name)] || ids[table.ID] {
		t.Errorf("%s: two tables %s or ids %s", name, table.Name, table.ID)
	}
	names[strings.ToLower(table.Name)], ids[table.ID] = true, true
	seen := map[string]bool{}
	for _, c := range table.TableColumn {
		if c.Name == "" || seen[strings.ToLower(c.Name)] {
			t.Errorf("%s: header %q is empty or there twice", name, c.Name)
		}
		seen[strings.ToLower(c.Name)] = true
	}
	for sheet := range parts {
		rels := strings.Replace(sheet, "worksheets/", "worksheets/_rels/", 1) + ".rels"
		if !strings.HasPrefix(sheet, "xl/worksheets/sheet") || !strings.Contains(parts[rels], path.Base(name)) {
			continue
		}
		rows := parse[sheetPart](t, parts, sheet).Row
		if _, end, _ := strings.Cut(table.Ref, ":"); strings.TrimLeft(end, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != fmt.Sprint(max(2, rows[len(rows)-1].R)) {
			t.Errorf("%s: the table ends at %s and the rows at %d", name, end, rows[len(rows)-1].R)
		}
		var heads []string
		for _, c := range rows[0].C {
			heads = append(heads, c.Text)
		}
		for i, c := range table.TableColumn {
			if i >= len(heads) || heads[i] != c.Name {
				t.Errorf("%s: column %d is %q in the table and not in the sheet: %q", name, i, c.Name, heads)
				break
			}
		}
	}
}

type sheetPart struct {
	Row []struct {
		R int `xml:"r,attr"`
		C []struct {
			R    string `xml:"r,attr"`
			T    string `xml:"t,attr"`
			F    string `xml:"f"`
			V    string `xml:"v"`
			Text string `xml:"is>t"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

func soundSheet(t *testing.T, parts map[string]string, name string) {
	t.Helper()
	joined := parse[struct {
		MergeCell []struct {
			Ref string `xml:"ref,attr"`
		} `xml:"mergeCells>mergeCell"`
	}](t, parts, name)
	covered := map[[2]int]string{}
	for _, m := range joined.MergeCell {
		from, to, _ := strings.Cut(m.Ref, ":")
		c1, r1, err1 := excelize.CellNameToCoordinates(from)
		c2, r2, err2 := excelize.CellNameToCoordinates(to)
		if err1 != nil || err2 != nil {
			t.Errorf("%s joins %s", name, m.Ref)
		}
		for c := c1; c <= c2; c++ {
			for r := r1; r <= r2; r++ {
				if other := covered[[2]int{c, r}]; other != "" {
					t.Errorf("%s joins %s and %s, which overlap", name, m.Ref, other)
				}
				covered[[2]int{c, r}] = m.Ref
			}
		}
	}
	before := 0
	for _, row := range parse[sheetPart](t, parts, name).Row {
		if row.R <= before {
			t.Errorf("%s: row %d after %d", name, row.R, before)
		}
		before = row.R
		for _, c := range row.C {
			if c.F != "" && c.V == "" && c.T != "str" {
				t.Errorf("%s: the formula %s at %s has no cached value", name, c.F, c.R)
			}
			if c.F == "" && c.T == "" && strings.ContainsAny(c.V, "NI") {
				t.Errorf("%s: %s holds %s", name, c.R, c.V)
			}
		}
	}
}
