/// How a listing is written: for people, or for machines.
enum ListingForm: String, CaseIterable {
  case text = "--text"
  case json = "--json"
}
