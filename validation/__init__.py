"""Are the statements right as often as they claim? Long checks, kept out of `make test`.

`python -m validation` takes every scenario of `speciosa.response.simulate` through the whole
response, keeps one line a person under `validation/results/` and writes
`docs/validation/response.md`. Other checks of the response are modules of their own beside it.
"""
