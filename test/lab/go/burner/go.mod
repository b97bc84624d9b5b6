module hpa-scope/lab/burner

go 1.26.0
