# What the cases with a server have in common; they source this in the root of the clone.

# wrk makes the load; nothing is installed behind anybody's back.
needs_wrk() {
    command -v wrk >/dev/null && return
    echo "wrk was not found, so there is nothing to make the load with; on Debian: apt-get install wrk" >&2
    exit 2
}

# A virtual environment with these packages, in $environment.
make_environment() {
    python3 -m venv "$environment" || { echo "on Debian: apt-get install python3-venv" >&2; exit 2; }
    "$environment/bin/pip" install --quiet "$@"
}

# A virtual environment for the twin and for the scripts themselves, made once.
python_environment() {
    environment=.build/benchmarks-python
    if ! "$environment/bin/python" -c 'import fastapi, uvicorn, uvloop, httptools, asyncpg' 2>/dev/null; then
        echo "making $environment with fastapi, uvicorn[standard] and asyncpg" >&2
        make_environment fastapi 'uvicorn[standard]' asyncpg
    fi
    "$environment/bin/pip" list --format=freeze 2>/dev/null |
        grep -E '^(fastapi|uvicorn|uvloop|httptools|asyncpg|pydantic)==' | tr '\n' ' '
    echo
}

# Builds the products and runs a Python case on them.
run_python() {
    case_file=$1
    shift
    for product in registryd registryctl; do build "$product" >&2; done
    "$environment/bin/python" -B "Tests/Benchmarks/web/$case_file" .build-bench/release "$binaries" "$@"
}
