package read

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"golang.org/x/net/html/charset"

	"github.com/brandloop/brandloop/backend/fault"
)

// xmlSheets are the sheets of a workbook of Excel 2003 in XML, which was seen
// under the name .xls. They are held in memory.
func (f *File) xmlSheets(ctx context.Context, open func() (io.ReadCloser, error)) ([]*Table, error) {
	file, err := open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	damaged := fault.New(fault.Invalid, "read.book_damaged", f.Name)
	decoder := xml.NewDecoder(io.LimitReader(file, maxSheet))
	decoder.CharsetReader = charset.NewReaderLabel
	var tables []*Table
	var rows [][]string
	var row []string
	var cell []byte
	inData := false
	name := ""
	column, rowIndex := 0, 0
	for {
		if ctx.Err() != nil {
			return nil, canceled()
		}
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return tables, nil
		}
		if err != nil {
			return nil, damaged
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "Worksheet":
				name, rows, rowIndex = attribute(e, "Name"), nil, 0
			case "Row":
				rowIndex++
				if n, err := strconv.Atoi(attribute(e, "Index")); err == nil && n > rowIndex && n <= MaxRows {
					rowIndex = n
				}
				row, column = nil, 0
			case "Cell":
				column++
				if n, err := strconv.Atoi(attribute(e, "Index")); err == nil && n > column {
					column = n
				}
				if column > MaxColumns {
					return nil, fault.New(fault.Invalid, "read.columns", f.Name, MaxColumns)
				}
				cell = nil
			case "Data":
				inData = true
			}
		case xml.CharData:
			if inData {
				cell = append(cell, e...)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "Data":
				inData = false
			case "Cell":
				for len(row) < column {
					row = append(row, "")
				}
				if column > 0 {
					row[column-1] = string(cell)
				}
			case "Row":
				for len(rows) < rowIndex-1 {
					rows = append(rows, nil)
				}
				rows = append(rows, row)
			case "Worksheet":
				t := &Table{Name: name, file: f}
				t.walk = t.held(rows)
				held, err := t.walk(ctx)
				if err == nil {
					err = t.head(held)
				}
				if err != nil {
					return nil, err
				}
				if len(t.Head) > 0 {
					tables = append(tables, t)
				}
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
