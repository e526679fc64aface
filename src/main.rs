//! The program; all of it is in the library.

// Rendering makes and drops many small strings on all threads at once, which the system's allocator
// serves slowly; `docs/benchmarks.md` has the numbers.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    chancery::cli::run()
}
