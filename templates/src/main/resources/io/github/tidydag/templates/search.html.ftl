<script>
document.getElementById("search").addEventListener("input", function () {
  var wanted = this.value.toLowerCase(), shown = 0;
  document.querySelectorAll("#found details").forEach(function (one) {
    var fits = one.textContent.toLowerCase().indexOf(wanted) >= 0;
    one.hidden = !fits;
    shown += fits ? 1 : 0;
  });
  document.getElementById("shown").textContent = shown;
});
</script>
