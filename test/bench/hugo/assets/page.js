(() => {
  const contents = document.querySelector(".contents details");
  if (contents && matchMedia("(min-width: 60rem)").matches) {
    contents.open = true;
  }
})();
