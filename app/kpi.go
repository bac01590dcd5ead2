package app

// Kpi binds the rooms of metrics, measurements and targets.
type Kpi struct{ shell *Shell }
