export default (): void => console.log("outside the theme");
