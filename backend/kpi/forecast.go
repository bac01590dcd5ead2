package kpi

import (
	"math"
	"slices"
)

// What a forecast asks for.
const (
	leastHistory  = 56 // days with which a forecast is made: eight weeks
	leastKnown    = 45 // of the last eight weeks that have a number
	leastTraining = 42 // days before the first forecast that is tried on the past
	leastTrials   = 10 // forecasts tried on the past
	mostTrials    = 60
	mostHistory   = 728 // days that are looked at: two years
)

// Forecast is what is expected of a series from its last day on.
type Forecast struct {
	Path []float64 // by day ahead: of a flow the sum from the first day ahead, of a stock the level
	Low  []float64 // what one in ten past forecasts of as many days fell short of: 8 in 10 lay between Low and High
	High []float64
}

// Extend forecasts a daily series days ahead; nil values are missing. It gives
// nil where there is too little history: fewer than eight weeks, fewer than 45
// numbers in the last eight weeks, or too few past days to have tried forecasts
// of as many days ten times.
//
// The method is forecasting by decomposition with exponential smoothing: the mean
// difference of each weekday from its week is taken out, what is left is
// continued by simple exponential smoothing of a flow and by Holt's method with a
// damped trend of a stock, its parameters those with the smallest squared one-day
// errors, and the weekdays are put back (Hyndman & Athanasopoulos, Forecasting:
// Principles and Practice, 3rd ed., sections 5.7, 8.1 and 8.2; Gardner & McKenzie
// 1985). The range comes from the
// errors of the same method at the same number of days ahead, on a rolling origin
// over the past (sections 5.5 and 5.10), its 10th and 90th percentile; no normal
// errors are assumed.
//
// scale says how large each day is meant to be beside the others, of history and
// days ahead together; nil is all alike. It knows no other season than the week.
func Extend(history []*float64, days int, flow bool, scale []float64) *Forecast {
	n := len(history)
	if days < 1 || n < leastHistory || n-leastTraining-days+1 < leastTrials {
		return nil
	}
	seen, negative := 0, false
	for i, v := range history {
		if v != nil && i >= n-leastHistory {
			seen++
		}
		negative = negative || v != nil && *v < 0
	}
	if seen < leastKnown {
		return nil
	}
	values := make([]float64, n) // NaN is missing, within this function and what it calls
	for i, v := range history {
		values[i] = math.NaN()
		if v != nil && (scale == nil || scale[i] > 0) {
			values[i] = *v
			if scale != nil {
				values[i] /= scale[i]
			}
		}
	}
	path := func(until, ahead int) []float64 {
		p := smooth(values[:until], ahead, flow)
		sum := 0.0
		for i, v := range p {
			if !negative {
				v = max(0, v)
			}
			if scale != nil {
				v *= scale[until+i]
			}
			if sum += v; flow {
				v = sum
			}
			p[i] = v
		}
		return p
	}
	f := &Forecast{Path: path(n, days), Low: make([]float64, days), High: make([]float64, days)}
	errors := make([][]float64, days)
	last := n - days
	step := max(1, (last-leastTraining+1)/mostTrials)
	for until := last; until >= leastTraining; until -= step {
		told, sum := path(until, days), 0.0
		for i := range days {
			v := history[until+i]
			switch {
			case v == nil && flow:
				// What is missing is taken as it was told, so that it is no error.
				before := 0.0
				if i > 0 {
					before = told[i-1]
				}
				sum += told[i] - before
			case v == nil:
				continue
			case flow:
				sum += *v
			default:
				sum = *v
			}
			errors[i] = append(errors[i], sum-told[i])
		}
	}
	for i, e := range errors {
		if len(e) < leastTrials {
			return nil
		}
		slices.Sort(e)
		f.Low[i] = f.Path[i] + min(0, quantile(e, 0.1))
		f.High[i] = f.Path[i] + max(0, quantile(e, 0.9))
		if !negative {
			f.Low[i] = max(0, f.Low[i])
		}
	}
	return f
}

// quantile is a quantile of sorted values, between its neighbours.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (sorted[high]-sorted[low])*(at-float64(low))
}

// weekdays is how far each weekday lies from the mean of the week around it, by
// the place modulo 7; the seven add up to 0. Only the last half year counts.
func weekdays(values []float64) [7]float64 {
	var sums, counts, effects [7]float64
	for i := max(3, len(values)-182); i+3 < len(values); i++ {
		mean := 0.0
		for _, v := range values[i-3 : i+4] {
			mean += v / 7
		}
		if !math.IsNaN(mean) {
			sums[i%7] += values[i] - mean
			counts[i%7]++
		}
	}
	total := 0.0
	for d := range effects {
		if counts[d] < 3 {
			return [7]float64{}
		}
		effects[d] = sums[d] / counts[d]
		total += effects[d]
	}
	for d := range effects {
		effects[d] -= total / 7
	}
	return effects
}

// smooth continues a series by smoothing what its weekdays leave: of a stock the
// level and a damped trend; of a flow the level alone, slowly, since a single
// post that does well is no trend.
func smooth(values []float64, days int, flow bool) []float64 {
	effects := weekdays(values)
	start, count := 0.0, 0.0
	for _, v := range values[:14] {
		if !math.IsNaN(v) {
			start += v
			count++
		}
	}
	if count > 0 {
		start /= count
	}
	best := math.Inf(1)
	var level, trend, damping float64
	alphas, betas := []float64{0.02, 0.05, 0.1, 0.2, 0.4, 0.8}, []float64{0, 0.02, 0.1}
	if flow {
		alphas, betas = []float64{0.02, 0.05, 0.1}, []float64{0}
	}
	for _, alpha := range alphas {
		for _, beta := range betas {
			for _, phi := range []float64{0.9, 0.98} {
				l, b, squares := start, 0.0, 0.0
				for i, v := range values {
					told := l + phi*b
					if math.IsNaN(v) {
						l, b = told, phi*b
						continue
					}
					e := v - effects[i%7] - told
					if i >= 14 {
						squares += e * e
					}
					l, b = told+alpha*e, phi*b+alpha*beta*e
				}
				if squares < best {
					best, level, trend, damping = squares, l, b, phi
				}
				if beta == 0 {
					break // without a trend there is none to damp
				}
			}
		}
	}
	path := make([]float64, days)
	for i := range path {
		trend *= damping
		level += trend
		path[i] = level + effects[(len(values)+i)%7]
	}
	return path
}
