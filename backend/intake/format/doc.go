// Package format knows the export files of the platforms: how each is
// recognised, and which of its columns feeds which metric. It turns a
// read.File into posts, readings and shares, one at a time, and touches no
// database.
//
// A format is one file that declares a Format for each kind of table in the
// export. To add one:
//
//  1. Write <platform>_<kind>.go with a variable of type Format: its Key, what
//     a row is (Shape: a post, a day, a part of a whole), the fields that a
//     header row of it always has (Needs), the headers of each field and metric
//     in every language seen (Columns), how it writes a moment or a day (Time),
//     and its names of post types (Types). Tables of one file (the sheets of a
//     workbook, the files of an archive) have the same Key.
//  2. Add it to formats in format.go.
//  3. Add a small synthetic file for each variant to testdata, and a test.
//
// The shared tables then find the header row, pad short rows, pick between
// columns that feed one metric, read numbers strictly, count accounts and sum. A
// format that is no such table (several blocks, no header) declares the
// functions find and walk instead: see meta_results.go.
//
// Averages, rates and shares in per cent are never declared, so never imported.
package format
