/** The texts of a section of templates/strings, as readWords reads them. The build puts them into the script. */
declare module "strings:*" {
  const lines: string;
  export default lines;
}
