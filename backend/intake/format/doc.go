// Package format knows the export files of the platforms: how each is
// recognised, and which of its columns feeds which metric. It turns a
// read.File into posts and readings, one at a time, and touches no database.
//
// A format is one file that declares a Format. To add a table of posts:
//
//  1. Write <platform>_<kind>.go with a variable of type Format: its Key, the
//     fields that a header row of it always has (Needs), the headers of each
//     field and metric in every language seen (Columns), how it writes a
//     moment (Time) and its names of post types (Types).
//  2. Add it to formats in format.go.
//  3. Add a small synthetic file for each variant to testdata, and a test.
//
// The shared table then finds the header row, pads short rows, picks between
// columns that feed one metric, reads numbers strictly, counts accounts and
// sums. A format that is no such table (several blocks, no header) declares
// the functions find and walk instead: see meta_results.go.
//
// Averages, rates and breakdowns are never declared, so never imported.
package format
