import ArgumentParser

/// Where premises are.
struct AddressOptions: ParsableArguments {
    @Option(help: "Street.") var street: String
    @Option(help: "House number.") var number: String
    @Option(help: "Addition to the house number, like H or bis.") var suffix: String?
    @Option(help: "Postcode.") var postcode: String?
    @Option(help: "Town.") var locality: String?
    @OptionGroup var place: PlaceOptions
}

/// A point in WGS 84.
struct PlaceOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("East is positive.", valueName: "degrees"))
    var longitude: Double?

    @Option(parsing: .unconditional, help: ArgumentHelp("North is positive.", valueName: "degrees"))
    var latitude: Double?
}
