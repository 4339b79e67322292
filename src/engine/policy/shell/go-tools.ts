/** Tools of Go that are as well known as a package of a registry: `go run golang.org/x/perf/cmd/benchstat@latest`. */
const OF_GO =
  /^(?:golang\.org\/x|honnef\.co\/go\/tools|mvdan\.cc|gotest\.tools|go\.uber\.org|google\.golang\.org|github\.com\/(?:golang|golangci|google|vektra|swaggo|sqlc-dev|bufbuild|securego|kisielk|mgechev))\/[\w/-]+(?:\/v\d+)?(?:\/[\w/-]+)?@(?:latest|v\d[\w.+-]*)$/;

/** Generators of code that projects pin by their version, and that do no more than that. */
const PINNED_OF_GO =
  /^(?:github\.com\/(?:oapi-codegen\/oapi-codegen|deepmap\/oapi-codegen|go-swagger\/go-swagger|ogen-go\/ogen|matryer\/moq|maxbrunsfeld\/counterfeiter|99designs\/gqlgen)|entgo\.io\/ent)(?:\/v\d+)?(?:\/cmd\/[\w-]+)?@v\d+\.\d+\.\d+$/;

/** Whether what `go run` is told to fetch is such a tool, at a version that is told too. */
export const isToolOfGo = (code: string): boolean => OF_GO.test(code) || PINNED_OF_GO.test(code);
