module hpa-scope/lab/pause

go 1.26.0
