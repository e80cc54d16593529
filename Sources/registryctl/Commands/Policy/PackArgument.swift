import ArgumentParser

/// A policy pack as a whole, all its versions.
struct PackArgument: ParsableArguments {
    @Argument(help: "Id of the pack, like nl/amsterdam/two-step.") var id: String
}
